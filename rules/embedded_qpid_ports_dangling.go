package rules

import (
	"fmt"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// qpidReference is a ${Ports.EmbeddedQpid.name} in a file.
type qpidReference struct {
	doc  *xmldoc.Document
	span xmldoc.Span
	name string
}

const qpidPrefix = "${Ports.EmbeddedQpid."

// qpidReferences finds the references in the files of conf, in their order.
func qpidReferences(h *home.Home) []qpidReference {
	var refs []qpidReference
	for _, f := range h.Files() {
		doc := f.Doc
		if doc == nil {
			if !strings.Contains(string(f.Data), qpidPrefix) {
				continue
			}
			doc = xmldoc.ReadText(f.Path, f.Data)
		}
		s := doc.Text()
		for at := 0; ; {
			i := strings.Index(s[at:], qpidPrefix)
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(qpidPrefix)
			n := strings.IndexAny(s[at:], "}\r\n")
			if n < 0 || s[at+n] != '}' || atComment(doc, f.Conf, start) {
				continue
			}
			refs = append(refs, qpidReference{doc, xmldoc.Span{Start: start, End: at + n + 1}, s[at : at+n]})
		}
	}
	return refs
}

// atComment reports whether off is in a comment of the file.
func atComment(doc *xmldoc.Document, conf string, off int) bool {
	comments := doc.Comments()
	i := sort.Search(len(comments), func(i int) bool { return comments[i].End > off })
	if i < len(comments) && comments[i].Start <= off {
		return true
	}
	if strings.HasSuffix(conf, ".properties") {
		line, _ := doc.Position(off)
		text := strings.TrimLeft(doc.Slice(doc.Line(line)), " \t")
		return strings.HasPrefix(text, "#") || strings.HasPrefix(text, "!")
	}
	return false
}

// judgeQpidReferences reports references to ports that carbon.xml does not have.
func judgeQpidReferences(p *Pass, carbon *xmldoc.Document, embedded []*xmldoc.Element, refs []qpidReference) {
	given := map[string]bool{}
	for _, e := range embedded {
		if mayHoldMore(carbon, e) {
			return // any port may be there
		}
		for _, port := range e.Children() {
			if _, why := text(carbon, port); why != "" || strings.TrimSpace(port.Text()) != "" {
				given[port.Name()] = true
			}
		}
	}
	where := "which does not exist"
	if s, ok := commentedOut(carbon, "EmbeddedQpid"); ok {
		line, _ := carbon.Position(s.Start)
		where = fmt.Sprintf("which is only in a comment (line %d)", line)
	}
	for _, ref := range refs {
		switch {
		case carbon == nil:
			p.CannotJudge(ref.doc, ref.span, "it refers to Ports/EmbeddedQpid of carbon.xml, which cannot be read")
		case !given[ref.name]:
			p.Report(Finding{
				Code: "dangling-reference", Severity: Error, Doc: ref.doc, Span: ref.span,
				Message: fmt.Sprintf("This refers to Ports/EmbeddedQpid/%s of carbon.xml, %s.", ref.name, where),
				Effect:  "The server replaces it with -1 plus the port offset, and the connection to the broker fails.",
				Hint:    "Write the port instead.",
			})
		}
	}
}
