package xmldoc_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func TestFilesMadeToWearOutTheReaderAreRefused(t *testing.T) {
	var attrs, defaults strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&defaults, ` a%d CDATA ""`, i)
	}
	nested := `<!DOCTYPE r [<!ENTITY a0 "x">`
	for i := range 300 {
		nested += fmt.Sprintf(`<!ENTITY a%d "&a%d;">`, i+1, i)
	}
	for i := range 100_000 {
		fmt.Fprintf(&attrs, ` a%d=""`, i)
	}
	for _, test := range []struct {
		name, src string
		want      error
	}{
		{"nested deep", strings.Repeat("<a>", 500_000), xmldoc.ErrTooDeep},
		{"nested ten thousand deep", strings.Repeat("<a>", 10_000) + strings.Repeat("</a>", 10_000), xmldoc.ErrTooDeep},
		{"many elements", "<r>" + strings.Repeat("<a/>", 300_000) + "</r>", xmldoc.ErrTooMany},
		{"many attributes", "<r" + attrs.String() + "/>", xmldoc.ErrTooManyAttrs},
		{
			"an entity that grows",
			`<!DOCTYPE r [<!ENTITY a "` + strings.Repeat("x", 100_000) + `">]><r>` + strings.Repeat("&a;", 1_000_000) + "</r>",
			xmldoc.ErrEntities,
		},
		{"entities within each other", nested + "]><r>&a300;</r>", xmldoc.ErrEntities},
		{"attributes by default", "<!DOCTYPE r [<!ATTLIST r" + defaults.String() + ">]><r/>", xmldoc.ErrDefaults},
		{
			"many elements with attributes by default",
			`<!DOCTYPE r [<!ATTLIST a b CDATA "" c CDATA "" d CDATA "">]><r>` + strings.Repeat("<a/>", 100_000) + "</r>", xmldoc.ErrDefaults,
		},
	} {
		d, err := xmldoc.Parse("a.xml", []byte(test.src))
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
		if d.Root() != nil || len(d.Find("//a")) > 0 || d.Text() != test.src {
			t.Errorf("%s: has a tree, or lacks its text", test.name)
		}
	}
}

// TestHugeFilesAreRefused: the file is as long as it says, but takes no memory, for nobody looks at it.
func TestHugeFilesAreRefused(t *testing.T) {
	src := make([]byte, 1<<29+1)
	if d, err := xmldoc.Parse("a.xml", src); !errors.Is(err, xmldoc.ErrTooLarge) || d.Root() != nil || len(d.Text()) != len(src) {
		t.Errorf("root %v, error %v", d.Root(), err)
	}
}

func TestOrdinaryFilesAreFarFromTheLimits(t *testing.T) {
	src := `<!DOCTYPE r [<!ENTITY a "x">]><r>` + strings.Repeat("<b>", 100) + "&a;" + strings.Repeat("</b>", 100) + strings.Repeat("<c d='1' e='2'/>", 20_000) + "</r>"
	if _, err := xmldoc.Parse("a.xml", []byte(src)); err != nil {
		t.Error(err)
	}
}

func TestMistakesInNamespacesAreFew(t *testing.T) {
	var src strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&src, "<p%d:a/>", i)
	}
	if n := len(parse(t, "<r>"+src.String()+"</r>").NamespaceErrors()); n != 20 {
		t.Errorf("%d mistakes", n)
	}
}

func TestEntitiesOfTheFileAloneAreRead(t *testing.T) {
	for _, src := range []string{
		`<!DOCTYPE r [<!ENTITY a SYSTEM "limits_test.go">]><r>&a;</r>`,
		`<!DOCTYPE r [<!ENTITY % a SYSTEM "limits_test.go">%a;]><r>&b;</r>`,
	} {
		if d, err := xmldoc.Parse("a.xml", []byte(src)); err == nil {
			t.Errorf("%s reads as %q", src, d.Root().Text())
		}
	}
}

func TestASecondDoctypeIsNoXML(t *testing.T) {
	for _, src := range []string{"<!DOCTYPE r><!DOCTYPE r><r/>", "<r><!DOCTYPE r></r>", "<r/><!DOCTYPE r>"} {
		var syn *xmldoc.SyntaxError
		if _, err := xmldoc.Parse("a.xml", []byte(src)); !errors.As(err, &syn) {
			t.Errorf("%s: %v", src, err)
		}
	}
}

// TestColumnsInALongLine holds the index of a long line to the count of its
// characters.
func TestColumnsInALongLine(t *testing.T) {
	text := "<r>\n<a>" + strings.Repeat("ä€x", 20_000) + "</a>\n<b/></r>"
	d := parse(t, text)
	line := d.Line(2)
	for off, want := line.Start, 1; off <= line.End; want++ {
		if n, col := d.Position(off); n != 2 || col != want {
			t.Fatalf("offset %d is at %d:%d, want 2:%d", off, n, col, want)
		}
		for off++; off < len(text) && text[off]&0xc0 == 0x80; off++ {
		}
	}
}

// TestEBCDICIsNotRead: servers read such a file, so it is not malformed.
func TestEBCDICIsNotRead(t *testing.T) {
	const start = "\x4c\x6f\xa7\x94\x93\x40\xa5\x85\x99" // <?xml ver
	if d, err := xmldoc.Parse("carbon.xml", []byte(start)); !errors.Is(err, xmldoc.ErrEncoding) || d.Root() != nil {
		t.Errorf("root %v, error %v", d.Root(), err)
	}
}
