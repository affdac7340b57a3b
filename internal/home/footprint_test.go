package home

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// TestHomeLimit: what would take a home beyond the limit is named and not read,
// whichever file is parsed first.
func TestHomeLimit(t *testing.T) {
	large := strings.Repeat("<", maxFootprint/123*2/3)
	h := homeOf(t, map[string]string{"a.xml": large, "b.xml": large, "carbon.xml": carbonXML})
	if f := h.File("b.xml"); f == nil || !errors.Is(f.Err, ErrHomeTooLarge) || f.Data != nil || f.Doc != nil {
		t.Errorf("b.xml: %.200v", f)
	}
	if f := h.File("a.xml"); f.Data == nil || errors.Is(f.Err, ErrHomeTooLarge) {
		t.Error("a.xml, which there is room for, is not read")
	}
	if h.Doc("carbon.xml") == nil {
		t.Error("carbon.xml, which there is room for, is not read")
	}
}

func TestOnlyConfigurationIsHeld(t *testing.T) {
	h := homeOf(t, map[string]string{
		"carbon.xml": carbonXML, "log4j.properties.erb": "a=b", "etc/notes.txt": "x", "etc/data.csv": "x", "a.jks": "x", "etc/launch.ini": "x",
	})
	var held []string
	for _, f := range h.Files() {
		if f.Data != nil {
			held = append(held, f.Conf)
		}
	}
	if want := []string{"carbon.xml", "etc/launch.ini", "log4j.properties"}; !slices.Equal(held, want) {
		t.Errorf("held %v, want %v", held, want)
	}
	if data, err := h.Read("repository/conf/etc/data.csv"); err != nil || string(data) != "x" {
		t.Errorf("a file that is asked for: %q, %v", data, err)
	}
}

// TestFootprint holds the estimate to what parsed files take.
func TestFootprint(t *testing.T) {
	for name, text := range map[string]string{
		"elements":   "<a>" + strings.Repeat("<a/>", 50_000) + "</a>",
		"attributes": "<a>" + strings.Repeat("<a b='' c='' d='' e=''/>", 50_000) + "</a>",
		"Latin-1":    "<?xml version='1.0' encoding='ISO-8859-1'?><a>" + strings.Repeat("\xe4", 2_000_000) + "</a>",
		"settings":   "<a>" + strings.Repeat("<abc>x</abc>\n", 50_000) + "</a>",
		"comments":   "<a>" + strings.Repeat("<!---->", 50_000) + "</a>",
		"lines":      "<a>" + strings.Repeat("\n", 500_000) + "</a>",
		"text":       "<a>" + strings.Repeat("x", 2_000_000) + "</a>",
		"Jinja":      "<a>" + strings.Repeat("{% if a %}<a/>{% endif %}", 20_000) + "</a>",
		"ERB":        "<a>" + strings.Repeat("<% if a %><a/><% else %><b/><% end %>", 20_000) + "</a>",
	} {
		data := []byte(text)
		before := heap()
		doc, err := xmldoc.Parse("a.xml", data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took, estimate := heap()-before, footprint(data); took > 2*estimate {
			t.Errorf("%s take %d bytes, more than twice the estimate of %d", name, took, estimate)
		}
		runtime.KeepAlive(doc)
		runtime.KeepAlive(data)
	}
}

// heap is the bytes in use.
func heap() int {
	runtime.GC()
	runtime.GC() // what was found dead is swept
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
