package suppress

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/rules"
)

// Use is what a run over some homes shows of the entries of a configuration
// file, in their order.
type Use []struct {
	// Judged tells that the rule judged a file that the entry is about, Found that
	// it found something there.
	Judged, Found bool
}

// Use is what the outcome of a run, as reviewed, shows of the entries.
func (s *Set) Use(res *rules.Result) Use {
	entries := s.entries()
	use := make(Use, len(entries))
	judged := s.conf.Judged(res)
	for i, e := range entries {
		for _, f := range res.Home.Files() {
			use[i].Judged = use[i].Judged || e.File.Covers(s.conf.Path(f.Path)) && judged(e.Rule, f.Path)
		}
	}
	for i := range res.Findings {
		for _, entry := range s.covering(&res.Findings[i]) {
			use[entry].Found = true
		}
	}
	return use
}

// Add is what two runs over homes with the same configuration file show. Either
// may be nil.
func (u Use) Add(v Use) Use {
	if u == nil {
		return v
	}
	for i := range v {
		u[i].Judged = u[i].Judged || v[i].Judged
		u[i].Found = u[i].Found || v[i].Found
	}
	return u
}

// Review finds the entries of file that have expired on the day today, and those
// that were of no use in all the homes of a run. An entry about files that the
// run did not judge may be of use elsewhere.
func (u Use) Review(file *config.File, today string) []rules.Finding {
	var list []rules.Finding
	for i, e := range file.Suppress {
		f := rules.Finding{Rule: Rule, Doc: file.Doc, Span: e.Span}
		switch {
		case e.Until != "" && e.Until < today:
			f.Severity = rules.Warning
			f.Message = fmt.Sprintf("The suppression of %s held until %s.", e.Rule, e.Until)
			f.Effect = "What it suppressed is reported again: deal with it, or decide anew and write a later date."
		case u[i].Judged && !u[i].Found:
			f.Severity = rules.Info
			f.Message = fmt.Sprintf("There is nothing to suppress: %s finds nothing there.", e.Rule)
			f.Effect = "Nothing now; a problem that comes later would be hidden."
			f.Hint = "Remove the entry."
		default:
			continue
		}
		list = append(list, f)
	}
	return list
}
