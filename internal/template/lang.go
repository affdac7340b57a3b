package template

import "strings"

const (
	langERB        = "ERB"
	langJinja      = "Jinja2"
	langGo         = "Go template"
	langHandlebars = "Handlebars"
)

// curlyLang decides for the whole file which language {{ }} is in; a plain {{ name }} is taken for Jinja2. It returns
// "" for a file without curly tags.
func curlyLang(tags []tag) string {
	seen := map[string]bool{}
	for _, t := range tags {
		switch t.kind {
		case tagStatement:
			return langJinja
		case tagComment:
			if !t.tight {
				seen[langJinja] = true
			}
		case tagMustache:
			seen[mustacheLang(t.body)] = true
		}
	}
	for _, lang := range []string{langHandlebars, langGo, langJinja} {
		if seen[lang] {
			return lang
		}
	}
	return ""
}

// mustacheLang is the language that the inside of a single {{ }} speaks for.
func mustacheLang(body string) string {
	switch {
	case strings.HasPrefix(body, "/*"):
		return langGo
	case body != "" && strings.IndexByte("#^/>!&{@", body[0]) >= 0:
		return langHandlebars
	case body != "" && (body[0] == '$' || body[0] == '.'):
		return langGo
	}
	switch word(body) {
	case "if", "range", "with", "end", "define", "block", "template", "include":
		return langGo
	}
	return langJinja
}

// fileLang is the language that most of the file's tags are in.
func fileLang(tags []tag, curly string) string {
	erb := 0
	for _, t := range tags {
		if t.kind == tagERB {
			erb++
		}
	}
	if 2*erb >= len(tags) {
		return langERB
	}
	return curly
}

// read returns what a tag does to the blocks around it and what it writes.
func read(r reader, t tag, curly string) ([]event, effect) {
	r = r.of(t.body)
	switch {
	case t.kind == tagERB && t.yields:
		return rubyEvents(r), yields
	case t.kind == tagERB:
		return rubyEvents(r), codeEffect(r)
	case t.kind == tagComment:
		return nil, writesNothing
	case t.kind == tagStatement:
		return jinjaEvents(r)
	case curly == langGo:
		return goEvents(t.body)
	case curly == langHandlebars:
		return handlebarsEvents(t.body)
	}
	return nil, yields
}
