package suppress

import (
	"github.com/carbonlint/carbonlint/config"
	"github.com/carbonlint/carbonlint/rules"
	"github.com/carbonlint/carbonlint/secret"
	"github.com/carbonlint/carbonlint/xmldoc"
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
	read  map[*xmldoc.Document][]comment
}

// New is the suppressions of the home that conf is for. Names are those of all
// rules there are. Today, such as "2026-01-31", decides what has expired.
func New(conf *config.Config, names config.Names, today string) *Set {
	s := &Set{conf: conf, ids: names.RuleIDs(), known: map[string]bool{}, today: today, read: map[*xmldoc.Document][]comment{}}
	for _, id := range s.ids {
		s.known[id] = true
	}
	return s
}

// Of is the suppression of a finding; ok is false when it has none.
func (s *Set) Of(f *rules.Finding) (found Suppression, ok bool) {
	if f.Rule.ID != Rule.ID && !onlyExternal(f) {
		for _, c := range s.comments(f.Doc) { // the innermost is the last
			if s.holds(&c) && c.covers(f) {
				found, ok = Suppression{InSource, c.reason, c.until}, true
			}
		}
	}
	if ok {
		return found, true
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

func (s *Set) comments(doc *xmldoc.Document) []comment {
	list, ok := s.read[doc]
	if !ok {
		list = comments(doc)
		s.read[doc] = list
	}
	return list
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

// covers reports whether a comment is about f.
func (c *comment) covers(f *rules.Finding) bool {
	if f.Span.Start < c.region.Start || f.Span.Start >= c.region.End {
		return false
	}
	for _, id := range c.ids {
		if id == f.Rule.ID {
			return true
		}
	}
	return false
}

// covers reports whether an entry is about f.
func (s *Set) covers(e config.Suppression, f *rules.Finding) bool {
	return e.Rule == f.Rule.ID && e.Covers(f.Rule.ID, s.conf.Path(f.Doc.Path), secret.Line(f.Path()))
}
