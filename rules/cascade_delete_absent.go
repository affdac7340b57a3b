package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func (c *cascade) judgeAbsent(conf *xmldoc.Element, r found) {
	f := Finding{
		Code: "missing", Default: true, Severity: Info, Doc: c.doc, Span: conf.StartTag,
		Message: "isCascadeDeleteEnabled is not set, which means false; " + target + " ships with true.",
		Effect:  "The server itself deletes the permission and role rows of a deleted role or resource, as all servers before 4.4.2 did. Nothing breaks.",
	}
	if r.state == commented {
		line, _ := c.doc.Position(r.comment.Start)
		f.Message = fmt.Sprintf("isCascadeDeleteEnabled is only in a comment (line %d), which means false; "+target+" ships with true.", line)
	}
	switch {
	case c.p.From.Before(home.V442):
		f.Hint = fmt.Sprintf("Do not set true with a schema created by the scripts of %s: its UM_HYBRID_USER_ROLE has no ON DELETE CASCADE.", c.p.From)
		f.Fix = c.insert(conf, "false", false)
	case c.cluster(conf) != "":
		f.Hint = "Do not set true on a MySQL Cluster: it has no foreign keys that would delete the rows."
		f.Fix = c.insert(conf, "false", false)
	default:
		f.Hint = "Set true only if the foreign keys have ON DELETE CASCADE, as in the 4.4.2 scripts."
		f.Fix = c.insert(conf, "true", true)
	}
	c.p.Report(f)
}

// insert adds the Property where the stock file has it.
func (c *cascade) insert(conf *xmldoc.Element, value string, unsafe bool) *Fix {
	block := cascadeProperty(value)
	edit := c.doc.AppendChild(conf, block)
	for _, e := range conf.ChildrenNamed("EveryOneRoleName") {
		if onlySometimes(c.doc, e) == nil {
			edit = c.doc.InsertAfter(e.Span, block)
			break
		}
	}
	return &Fix{Title: "add isCascadeDeleteEnabled with " + value, Unsafe: unsafe, Edits: []xmldoc.Edit{edit}}
}

func cascadeProperty(value string) string {
	return `<Property name="` + cascadeName + `">` + value + `</Property>`
}

// judgeValue judges the Property that counts. The fix also changes ignored ones with
// the same value.
func (c *cascade) judgeValue(conf *xmldoc.Element, v value, ignored []value) {
	f := Finding{Code: "not-a-boolean", Doc: c.doc, Span: v.at.StartTag}
	same := []*xmldoc.Element{v.at}
	switch word := strings.ToLower(strings.TrimSpace(v.text)); {
	case word == "false":
		return
	case word != "true":
		f.Message = fmt.Sprintf("isCascadeDeleteEnabled is %s, which the server reads as false; the values are true and false.", phrase.Quote(v.text))
		f.Effect = "The server itself deletes the permission and role rows of a deleted role or resource, whatever the value was meant to be."
	default:
		f.Code = "true"
		f.Message, f.Effect, f.Hint = c.against(conf)
		if f.Message == "" {
			return
		}
		for _, i := range ignored {
			if readsTrue(i.text) {
				same = append(same, i.at)
			}
		}
	}
	if f.Fix = setAll(c.doc, same, cascadeName, "false"); f.Fix == nil && f.Hint == "" {
		f.Hint = "Write only true or false in the Property."
	}
	c.p.Report(f)
}

// readsTrue is how the server reads the Property.
func readsTrue(value string) bool { return strings.EqualFold(strings.TrimSpace(value), "true") }
