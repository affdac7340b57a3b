package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// property is a line of a properties file that sets something.
type property struct {
	key, value string
	cond       condition
	code       bool // template code gives a part of it
}

// readProperties reads the settings of a properties file, a line each. Values that
// go on in the next line are cut: nobody asks for more than their start.
func readProperties(f *home.File) []property {
	doc := xmldoc.ReadText(f.Path, f.Data)
	var list []property
	continued := false
	for n := 1; n <= doc.LineCount(); n++ {
		line := doc.Line(n)
		s := strings.TrimSpace(doc.Slice(line))
		part := continued
		continued = strings.HasSuffix(s, `\`)
		if part || s == "" || s[0] == '#' || s[0] == '!' || !strings.ContainsAny(s, "=:") {
			continue
		}
		at := strings.IndexAny(s, "=: \t")
		p := property{key: s[:at], value: strings.TrimSpace(strings.TrimLeft(s[at:], "=: \t"))}
		p.cond, p.code = doc.Condition(line.Start), doc.Template().Touches(line.Start, line.End)
		list = append(list, p)
	}
	return list
}

// last is the last of list that has the key, which is the one that counts; nil
// when there is none.
func last(list []property, key string) *property {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].key == key {
			return &list[i]
		}
	}
	return nil
}
