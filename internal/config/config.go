package config

import (
	"path"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// Config is what is in force for one home. It is for one goroutine at a time.
type Config struct {
	// File is the configuration file; nil when there is none.
	File *File
	// Home is the path of the home as seen from the file's base.
	Home string
	// Target is the release to judge for. Origin is the one that the
	// configuration comes from; unknown for the one that the home shows.
	Target, Origin Value[home.Version]
	// FailOn is the severity from which on findings fail the run; 0 for never.
	FailOn Value[rules.Severity]
	// AllowUnchecked says that the run does not fail if no rule checks a file of the
	// home.
	AllowUnchecked Value[bool]
	// Baseline is the path of the baseline; "" for none.
	Baseline Value[string]

	names    Names
	flags    Settings
	known    map[string]map[string]state // by file; see at
	excluded map[string]string           // by file; see Excluded
}

// New is what is in force for the home at the path rel as seen from the base of
// file ([File.Rel]), which may be nil.
func New(names Names, file *File, rel string, flags Settings) *Config {
	c := &Config{
		File: file, Home: rel, names: names, flags: flags,
		known: map[string]map[string]state{}, excluded: map[string]string{},
		Target: Default(home.V443), Origin: Default(home.Version{}), FailOn: Default(rules.Warning), AllowUnchecked: Default(false), Baseline: Default(""),
	}
	for _, s := range c.sources(rel) {
		last(&c.Target, s.Target)
		last(&c.Origin, s.Origin)
		last(&c.FailOn, s.FailOn)
		last(&c.AllowUnchecked, s.AllowUnchecked)
		last(&c.Baseline, s.Baseline)
	}
	return c
}

// last keeps v in at when it is given.
func last[T any](at *Value[T], v Value[T]) {
	if v.Given() {
		*at = v
	}
}

// sources are the settings that hold for a path seen from the base, the
// strongest last.
func (c *Config) sources(p string) []*Settings {
	var list []*Settings
	if c.File != nil {
		list = append(list, &c.File.Settings)
		for i := range c.File.Overrides {
			if o := &c.File.Overrides[i]; o.covers(p) {
				list = append(list, &o.Settings)
			}
		}
	}
	return append(list, &c.flags)
}

// Path is a file of the home as seen from the base.
func (c *Config) Path(file string) string { return path.Join(c.Home, file) }

// state is whether and how a rule runs for a file.
type state struct {
	selected, off bool
	from          string // what decided on that
	// severity is that of every finding, where somebody gave one.
	severity Value[rules.Severity]
	unsafe   Value[bool]
}

func (s state) on() bool { return s.selected && !s.off }

// at is the state of the rules for a file of the home.
func (c *Config) at(file string) map[string]state {
	if c.File == nil || len(c.File.Overrides) == 0 {
		file = "" // the same for all
	}
	if known, ok := c.known[file]; ok {
		return known
	}
	states := make(map[string]state, len(c.names.Rules))
	for _, r := range c.names.Rules {
		states[r.ID] = state{selected: true, from: "default", unsafe: Default(false)}
	}
	for _, s := range c.sources(c.Path(file)) {
		s.apply(states)
	}
	c.known[file] = states
	return states
}

// apply lets s decide over what weaker sources said.
func (s *Settings) apply(states map[string]state) {
	if len(s.Select) > 0 {
		for id, st := range states {
			st.selected, st.from = false, s.Select[0].From
			states[id] = st
		}
	}
	for _, id := range s.Select {
		change(states, id.V, func(st *state) { st.selected, st.off, st.from = true, false, id.From })
	}
	for _, id := range s.Ignore {
		change(states, id.V, func(st *state) { st.selected, st.from = false, id.From })
	}
	for _, sev := range s.Severity {
		change(states, sev.Rule, func(st *state) {
			if sev.V == Off || st.off {
				st.from = sev.From
			}
			if st.off = sev.V == Off; !st.off {
				st.severity = sev.Value
			}
		})
	}
	for _, id := range s.UnsafeFixes {
		change(states, id.V, func(st *state) { st.unsafe = Value[bool]{true, id.From} })
	}
	if s.AllUnsafe.Given() {
		for id := range states {
			change(states, id, func(st *state) { st.unsafe = s.AllUnsafe })
		}
	}
}

func change(states map[string]state, id string, f func(*state)) {
	if st, ok := states[id]; ok {
		f(&st)
		states[id] = st
	}
}

// Rules are the rules to run on h: those that are on for one of its files.
func (c *Config) Rules(h *home.Home) []*rules.Rule {
	var list []*rules.Rule
	for _, r := range c.names.Rules {
		on := c.at("")[r.ID].on() // of a home without files, too
		for _, f := range h.Files() {
			on = on || c.at(f.Path)[r.ID].on()
		}
		if on {
			list = append(list, r)
		}
	}
	return list
}

// Excluded says by what a file of the home is left out, "" when it is not.
func (c *Config) Excluded(file string) string {
	from, ok := c.excluded[file]
	if !ok {
		from = c.File.Excluded(c.Path(file))
		c.excluded[file] = from
	}
	return from
}

// Excluded says by what a path, as seen from the base, is left out, "" when it
// is not.
func (f *File) Excluded(p string) string {
	if f == nil {
		return ""
	}
	for i := range f.Exclude {
		if f.Exclude[i].Covers(p) {
			return f.Exclude[i].From
		}
	}
	return ""
}

// Fixable reports whether the fix of f, which has one, is to be applied: the
// rule is on for the file, and the fix is safe or unsafe ones are allowed.
func (c *Config) Fixable(f *rules.Finding) bool {
	st := c.at(f.Doc.Path)[f.Rule.ID]
	return c.Excluded(f.Doc.Path) == "" && st.on() && (!f.Fix.Unsafe || st.unsafe.V)
}
