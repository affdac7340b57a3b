package config

import (
	"path/filepath"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

var (
	settingKeys  = []string{"target", "from", "fail-on", "allow-unchecked", "select", "ignore", "severity", "unsafe-fixes"}
	fileKeys     = append([]string{"version", "exclude", "overrides", "suppress", "baseline"}, settingKeys...)
	overrideKeys = append([]string{"paths"}, settingKeys...)
	suppressKeys = []string{"rule", "file", "element", "reason", "until"}
)

// maxSuppress bounds how many suppressions a file holds.
const maxSuppress = 2000

func (r *reader) file(f *File, root *yaml.Node, dir string) {
	r.mapping(root, "the file", fileKeys, func(key string, _, value *yaml.Node) {
		switch key {
		case "version":
			if v, ok := r.scalar(value, key); ok && v != "1" {
				r.fail(value, "version %s is not supported; write 1", phrase.Quote(v))
			}
		case "exclude":
			f.Exclude = r.globs(value, key)
		case "overrides":
			for _, n := range r.list(value, key) {
				f.Overrides = append(f.Overrides, r.override(n))
			}
		case "suppress":
			list := r.list(value, key)
			if len(list) > maxSuppress {
				r.fail(list[maxSuppress], "more than %d suppressions; use a baseline instead (--write-baseline)", maxSuppress)
				list = list[:maxSuppress]
			}
			for _, n := range list {
				f.Suppress = append(f.Suppress, r.suppression(n, f.Doc))
			}
		case "baseline":
			if v, ok := r.scalar(value, key); ok {
				if !filepath.IsAbs(v) {
					v = filepath.Join(dir, v)
				}
				f.Baseline = Value[string]{v, r.from(value)}
			}
		default:
			r.setting(&f.Settings, key, value)
		}
	})
}

// setting reads one of settingKeys.
func (r *reader) setting(s *Settings, key string, value *yaml.Node) {
	switch key {
	case "target":
		s.Target = r.release(value, key)
	case "from":
		s.Origin = r.release(value, key)
	case "fail-on":
		if v, ok := r.severity(value, "never"); ok {
			s.FailOn = Value[rules.Severity]{v, r.from(value)}
		}
	case "allow-unchecked":
		if v, ok := r.boolean(value, key); ok {
			s.AllowUnchecked = Value[bool]{v, r.from(value)}
		}
	case "select":
		before := len(r.errs)
		if s.Select = r.ruleList(value, key); len(s.Select) == 0 && len(r.errs) == before {
			r.fail(value, "select is empty; remove it to run all rules")
		}
	case "ignore":
		s.Ignore = r.ruleList(value, key)
	case "severity":
		r.mapping(value, key, nil, func(id string, at, value *yaml.Node) {
			known := r.knownRule(at, id)
			if v, ok := r.severity(value, "off"); ok && known {
				s.Severity = append(s.Severity, RuleSeverity{id, Value[rules.Severity]{v, r.from(at)}})
			}
		})
	case "unsafe-fixes":
		s.UnsafeFixes = r.ruleList(value, key)
	}
}

func (r *reader) override(n *yaml.Node) Override {
	o := Override{From: r.from(n)}
	before := len(r.errs)
	r.mapping(n, "an override", overrideKeys, func(key string, _, value *yaml.Node) {
		if key != "paths" {
			r.setting(&o.Settings, key, value)
			return
		}
		o.Paths = r.globs(value, key)
	})
	if len(o.Paths) == 0 && len(r.errs) == before {
		r.fail(n, "an override without paths; add a list of patterns")
	}
	return o
}

func (r *reader) suppression(n *yaml.Node, doc *xmldoc.Document) Suppression {
	s := Suppression{From: r.from(n), Span: spanAt(doc, n)}
	given := map[string]bool{}
	before := len(r.errs)
	r.mapping(n, "a suppression", suppressKeys, func(key string, _, value *yaml.Node) {
		v, ok := r.scalar(value, key)
		given[key] = true
		if !ok {
			return
		}
		switch key {
		case "rule":
			r.knownRule(value, v)
			s.Rule = v
		case "file":
			s.File = r.glob(value, v)
		case "element":
			if s.Element = v; v[0] != '/' {
				r.fail(value, "element %s is not a path like /Server/Ports", phrase.Quote(v))
			}
		case "reason":
			s.Reason = strings.Join(strings.Fields(v), " ")
		case "until":
			if s.Until = v; !IsDate(v) {
				r.fail(value, "until %s is not a date; write it like 2027-03-31", phrase.Quote(v))
			}
		}
	})
	isMapping := len(given) > 0 || len(r.errs) == before
	for _, key := range []string{"rule", "file", "reason"} {
		if isMapping && !given[key] {
			r.fail(n, "a suppression without %s", key)
		}
	}
	return s
}

// IsDate reports whether s is a day such as "2027-03-31".
func IsDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// spanAt is the line of n from where n begins.
func spanAt(doc *xmldoc.Document, n *yaml.Node) xmldoc.Span {
	line := doc.Line(n.Line)
	for i := range doc.Slice(line) {
		if _, col := doc.Position(line.Start + i); col == n.Column {
			line.Start += i
			break
		}
	}
	return line
}

func (r *reader) release(n *yaml.Node, key string) Value[home.Version] {
	text, ok := r.scalar(n, key)
	if !ok {
		return Value[home.Version]{}
	}
	v, err := home.ParseVersion(text)
	var names []string
	for _, k := range r.names.Releases {
		if err == nil && k == v {
			return Value[home.Version]{v, r.from(n)}
		}
		names = append(names, k.String())
	}
	r.fail(n, "%s %s is not a known release%s (known: %s)", key, phrase.Quote(text), hint(text, names), choices(names))
	return Value[home.Version]{}
}

// severity reads a severity, or none, the word for 0.
func (r *reader) severity(n *yaml.Node, none string) (rules.Severity, bool) {
	text, ok := r.scalar(n, "the severity")
	if !ok || text == none {
		return 0, ok
	}
	v, err := rules.ParseSeverity(text)
	if err != nil {
		names := []string{"error", "warning", "info", none}
		r.fail(n, "%s is not a severity%s (known: %s)", phrase.Quote(text), hint(text, names), choices(names))
	}
	return v, err == nil
}

func (r *reader) boolean(n *yaml.Node, key string) (v, ok bool) {
	text, ok := r.scalar(n, key)
	if ok && text != "true" && text != "false" {
		r.fail(n, "%s is %s; write true or false", key, phrase.Quote(text))
		return false, false
	}
	return text == "true", ok
}

func (r *reader) ruleList(n *yaml.Node, key string) []Value[string] {
	list := []Value[string]{}
	for _, item := range r.list(n, key) {
		if id, ok := r.scalar(item, "an entry of "+key); ok && r.knownRule(item, id) {
			list = append(list, Value[string]{id, r.from(written(n, item))})
		}
	}
	return list
}

// written is where an item of list counts as written: at the alias, when list is
// one.
func written(list, item *yaml.Node) *yaml.Node {
	if list.Kind == yaml.AliasNode {
		return list
	}
	return item
}

func (r *reader) knownRule(n *yaml.Node, id string) bool {
	ids := r.names.RuleIDs()
	for _, known := range ids {
		if known == id {
			return true
		}
	}
	r.fail(n, "%s is not a rule%s", phrase.Quote(id), hint(id, ids))
	return false
}

func (r *reader) globs(n *yaml.Node, key string) []Glob {
	var list []Glob
	for _, item := range r.list(n, key) {
		if text, ok := r.scalar(item, "an entry of "+key); ok {
			g := r.glob(item, text)
			g.From = r.from(written(n, item))
			list = append(list, g)
		}
	}
	return list
}

func (r *reader) glob(n *yaml.Node, text string) Glob {
	p, err := ignore.Parse(text)
	if err != nil {
		r.fail(n, "%s: %v", phrase.Quote(text), err)
	}
	before := r.globCost
	if r.globCost += p.Cost(); r.globCost > ignore.MaxCost && before <= ignore.MaxCost {
		r.fail(n, "too many patterns from %s on: together they expand to more than %d KiB", phrase.Quote(text), ignore.MaxCost>>10)
	}
	return Glob{p, r.from(n)}
}
