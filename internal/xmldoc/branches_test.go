package xmldoc

import (
	"errors"
	"strings"
	"testing"
)

// TestDepthOfBranches: the limit of depth counts the elements of one reading, not those of all branches together.
func TestDepthOfBranches(t *testing.T) {
	pairs := strings.Repeat("{% if a %}<b>{% else %}<b>{% endif %}</b>", maxDepth+44)
	d, err := Parse("x.xml.j2", []byte("<a>"+pairs+"</a>"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Root().Children()); n != maxDepth+44 {
		t.Errorf("%d elements", n)
	}
	deep := "<a>" + strings.Repeat("<b>", maxDepth) + strings.Repeat("</b>", maxDepth) + "{% if a %}<c>{% else %}<c>{% endif %}</c></a>"
	if _, err := Parse("x.xml.j2", []byte(deep)); !errors.Is(err, ErrTooDeep) {
		t.Errorf("too deep in every reading: %v", err)
	}
}
