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
	about map[ruleFile][]int // the entries about the findings of a rule in a file
}

// New is the suppressions of the home that conf is for. Names are those of all
// rules there are. Today, such as "2026-01-31", decides what has expired.
func New(conf *config.Config, names config.Names, today string) *Set {
	s := &Set{conf: conf, ids: names.RuleIDs(), known: map[string]bool{}, today: today, read: map[*xmldoc.Document]*source{}, about: map[ruleFile][]int{}}
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
	for _, i := range s.covering(f) {
		if e := &s.entries()[i]; !s.expired(e.Until) {
			return Suppression{External, e.Reason, e.Until}, true
		}
	}
	return Suppression{}, false
}

// onlyExternal reports whether no comment can suppress f.
func onlyExternal(f *rules.Finding) bool {
	return f.Severity == rules.Error && f.Rule.LosesData
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

// covering are the entries about f, by their indexes.
func (s *Set) covering(f *rules.Finding) []int {
	at := ruleFile{f.Rule.ID, f.Doc.Path}
	list, known := s.about[at]
	if !known {
		for i, e := range s.entries() {
			if e.CoversFile(at.rule, s.conf.Path(at.file)) {
				list = append(list, i)
			}
		}
		s.about[at] = list
	}
	if len(list) == 0 {
		return nil
	}
	var found []int
	element := secret.Line(f.Path())
	for _, i := range list {
		if s.entries()[i].CoversElement(element) {
			found = append(found, i)
		}
	}
	return found
}
