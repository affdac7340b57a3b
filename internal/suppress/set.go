package suppress

import (
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// Suppression is the decision to leave a finding as it is.
type Suppression struct {
	// Kind is InSource or External.
	Kind   string
	Reason string
	// Until is the last day it holds, such as "2027-03-31"; "" for ever.
	Until string
}

// The kinds of suppressions, named as SARIF names them.
const (
	InSource = "inSource" // a comment in the file
	External = "external" // an entry of the configuration file
)

// Set is the suppressions of one home. It is for one goroutine at a time.
type Set struct {
	conf  *config.Config
	ids   []string
	known map[string]bool
	today string
	read  map[*xmldoc.Document]*source
}

// New is the suppressions of the home that conf is for. Names are those of all
// rules there are. Today, such as "2026-01-31", decides what has expired.
func New(conf *config.Config, names config.Names, today string) *Set {
	s := &Set{conf: conf, ids: names.RuleIDs(), known: map[string]bool{}, today: today, read: map[*xmldoc.Document]*source{}}
	for _, id := range s.ids {
		s.known[id] = true
	}
	return s
}

// Of is the suppression of a finding; ok is false when it has none.
func (s *Set) Of(f *rules.Finding) (found Suppression, ok bool) {
	if f.Rule.ID != Rule.ID && !onlyExternal(f) {
		if c := s.source(f.Doc).about(f); c != nil {
			return Suppression{InSource, c.reason, c.until}, true
		}
	}
	for _, e := range s.entries() {
		if !s.expired(e.Until) && s.covers(e, f) {
			return Suppression{External, e.Reason, e.Until}, true
		}
	}
	return Suppression{}, false
}

// onlyExternal reports whether no comment can suppress f.
func onlyExternal(f *rules.Finding) bool {
	return f.Severity == rules.Error && meansLostData(f.Rule.ID)
}

func (s *Set) source(doc *xmldoc.Document) *source {
	src, ok := s.read[doc]
	if !ok {
		src = newSource(doc, s.holds)
		s.read[doc] = src
	}
	return src
}

// entries are those of the configuration file.
func (s *Set) entries() []config.Suppression {
	if s.conf.File == nil {
		return nil
	}
	return s.conf.File.Suppress
}

func (s *Set) expired(until string) bool { return until != "" && until < s.today }

// holds reports whether a comment suppresses anything at all.
func (s *Set) holds(c *comment) bool {
	return c.wrong == "" && c.region.Len() > 0 && !s.expired(c.until)
}

// covers reports whether an entry is about f.
func (s *Set) covers(e config.Suppression, f *rules.Finding) bool {
	return e.Rule == f.Rule.ID && e.Covers(f.Rule.ID, s.conf.Path(f.Doc.Path), secret.Line(f.Path()))
}
