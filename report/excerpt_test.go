package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// TestExcerptOfALongLine puts a finding everywhere in a long line with secrets.
func TestExcerptOfALongLine(t *testing.T) {
	secretValue := strings.Repeat("canary", 200)
	part := "<Name>Köln €</Name><Password>" + secretValue + "</Password><b/> password=" + secretValue + " "
	doc, err := xmldoc.Parse("carbon.xml", []byte("<Server>\n"+strings.Repeat(part, 20)+"\n</Server>"))
	if err != nil {
		t.Fatal(err)
	}
	known := secret.In(doc.Path, doc.Text())
	line := doc.Line(2)
	whole := known.Part(line.Start, line.End)
	for off := line.Start; off < line.End; off++ {
		if !utf8.RuneStart(doc.Text()[off]) {
			continue
		}
		e := excerpt(doc, xmldoc.Span{Start: off, End: off + 3}, whole)
		if strings.Contains(e.Text, "canary") || !utf8.ValidString(e.Text) {
			t.Fatalf("at %d: %s", off, e.Text)
		}
		n := utf8.RuneCountInString(e.Text)
		if n > maxExcerpt+6 || e.Caret < 0 || e.Caret+e.Width > n+1 || e.Line != 2 {
			t.Fatalf("at %d: %d characters, caret %d, width %d", off, n, e.Caret, e.Width)
		}
	}
	at := doc.Find("//b")[10].Span
	e := excerpt(doc, at, whole)
	if got := string([]rune(e.Text)[e.Caret : e.Caret+e.Width]); got != "<b/>" {
		t.Errorf("the caret stands at %q in %s", got, e.Text)
	}
	if !strings.HasPrefix(e.Text, "...") || !strings.HasSuffix(e.Text, "...") {
		t.Errorf("cut on both sides: %s", e.Text)
	}
}
