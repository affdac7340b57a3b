package config

import (
	"fmt"
	"io"
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/rules"
)

// Write prints what is in force for the home, or for one file of it when file is
// not "", as YAML with a comment behind each value that says where it comes from.
func (c *Config) Write(w io.Writer, file string) error {
	out := &listing{yaml.Node{Kind: yaml.MappingNode}}
	if file == "" {
		out.add("home", c.Home, "")
	} else {
		out.add("file", c.Path(file), "")
	}
	if c.File != nil {
		out.add("config", c.File.Path, "")
	}
	out.add("target", c.Target.V.String(), c.Target.From)
	origin := "detected"
	if c.Origin.V.Known() {
		origin = c.Origin.V.String()
	}
	out.add("from", origin, c.Origin.From)
	out.add("fail-on", severityName(c.FailOn.V, "never"), c.FailOn.From)
	out.add("allow-unchecked", strconv.FormatBool(c.AllowUnchecked.V), c.AllowUnchecked.From)
	if c.Baseline.V != "" {
		out.add("baseline", shown(c.Baseline.V), c.Baseline.From)
	}
	if from := c.Excluded(file); file != "" && from != "" {
		out.add("excluded", "true", from)
	}
	c.writeRules(out, file)
	if c.File != nil {
		c.writeFile(out, file)
	}
	text, err := yaml.Dump(&out.Node, yaml.WithLineWidth(-1))
	if err == nil {
		_, err = w.Write(text)
	}
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return nil
}

func (c *Config) writeRules(out *listing, file string) {
	states := c.at(file)
	list, unsafe := out.child("rules"), &listing{yaml.Node{Kind: yaml.MappingNode}}
	for _, r := range c.names.Rules {
		st := states[r.ID]
		switch {
		case !st.on():
			list.add(r.ID, "off", st.from)
		case st.severity.Given():
			list.add(r.ID, severityName(st.severity.V, "off"), st.severity.From)
		default:
			list.add(r.ID, "on", st.from)
		}
		if st.unsafe.V && st.on() {
			unsafe.add(r.ID, "allowed", st.unsafe.From)
		}
	}
	switch {
	case c.flags.AllUnsafe.V:
		out.add("unsafe-fixes", "all", c.flags.AllUnsafe.From)
	case len(unsafe.Content) > 0:
		out.put("unsafe-fixes", &unsafe.Node)
	}
}

// writeFile prints what the file says beyond single values.
func (c *Config) writeFile(out *listing, file string) {
	if len(c.File.Exclude) > 0 {
		out.put("exclude", globList(c.File.Exclude))
	}
	overrides := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range c.File.Overrides {
		o := &c.File.Overrides[i]
		if file != "" && !o.covers(c.Path(file)) {
			continue
		}
		item := &listing{yaml.Node{Kind: yaml.MappingNode}}
		item.put("paths", globList(o.Paths))
		o.write(item)
		overrides.Content = append(overrides.Content, &item.Node)
	}
	if len(overrides.Content) > 0 {
		out.put("overrides", overrides)
	}
	suppress := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range c.File.Suppress {
		s := &c.File.Suppress[i]
		if file != "" && !s.File.Covers(c.Path(file)) {
			continue
		}
		item := &listing{yaml.Node{Kind: yaml.MappingNode}}
		item.add("rule", s.Rule, s.From)
		item.add("file", s.File.String(), "")
		for _, kv := range [][2]string{{"element", s.Element}, {"reason", secret.Foreign(s.Reason)}, {"until", s.Until}} {
			if kv[1] != "" {
				item.add(kv[0], kv[1], "")
			}
		}
		suppress.Content = append(suppress.Content, &item.Node)
	}
	if len(suppress.Content) > 0 {
		out.put("suppress", suppress)
	}
}

// write prints what an override says.
func (s *Settings) write(out *listing) {
	if s.Target.Given() {
		out.add("target", s.Target.V.String(), s.Target.From)
	}
	if s.Origin.Given() {
		out.add("from", s.Origin.V.String(), s.Origin.From)
	}
	if s.FailOn.Given() {
		out.add("fail-on", severityName(s.FailOn.V, "never"), s.FailOn.From)
	}
	if s.AllowUnchecked.Given() {
		out.add("allow-unchecked", strconv.FormatBool(s.AllowUnchecked.V), s.AllowUnchecked.From)
	}
	for _, l := range []struct {
		key  string
		list []Value[string]
	}{{"select", s.Select}, {"ignore", s.Ignore}, {"unsafe-fixes", s.UnsafeFixes}} {
		if l.list != nil {
			out.put(l.key, valueList(l.list))
		}
	}
	if len(s.Severity) > 0 {
		severity := out.child("severity")
		for _, sev := range s.Severity {
			severity.add(sev.Rule, severityName(sev.V, "off"), sev.From)
		}
	}
}

func severityName(s rules.Severity, none string) string {
	if s == 0 {
		return none
	}
	return s.String()
}

// listing is a mapping to print.
type listing struct{ yaml.Node }

func (l *listing) put(key string, value *yaml.Node) {
	l.Content = append(l.Content, text(key, ""), value)
}

func (l *listing) add(key, value, from string) { l.put(key, text(value, from)) }

func (l *listing) child(key string) *listing {
	c := &listing{yaml.Node{Kind: yaml.MappingNode}}
	l.Content = append(l.Content, text(key, ""), &c.Node)
	return c
}

// text is a value with a comment that says where it comes from.
func text(value, from string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: printable.Line(secret.Line(value))}
	if from != "" {
		n.LineComment = "# " + printable.Line(from)
	}
	return n
}

func valueList(list []Value[string]) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for _, v := range list {
		n.Content = append(n.Content, text(v.V, v.From))
	}
	return n
}

func globList(list []Glob) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range list {
		n.Content = append(n.Content, text(list[i].String(), list[i].From))
	}
	return n
}
