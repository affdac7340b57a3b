package xmldoc

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/ianaindex"
)

// TestRegistered compares the names with those of ianaindex: each name here, and
// each that a file is likely to declare.
func TestRegistered(t *testing.T) {
	src, err := os.ReadFile("registered.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`"([A-Z][A-Z0-9._-]*)"`).FindAllStringSubmatch(string(src), -1) {
		names = append(names, m[1])
	}
	if len(names) < 150 {
		t.Fatalf("only %d names found", len(names))
	}
	for n := range 3000 {
		for _, form := range []string{
			"CP%d", "CP%03d", "CP%05d", "IBM%d", "IBM%03d", "IBM%05d", "IBM-%d", "CCSID%05d", "CSIBM%d", "CSIBM%03d", "CSIBM%05d", "ISO-8859-%d", "ISO_8859-%d",
			"ISO-8859-%d-I", "ISO-8859-%d-E", "ISO-IR-%d", "WINDOWS-%d", "CSWINDOWS%d", "ECMA-%d", "L%d", "LATIN%d", "CSISOLATIN%d", "CSISO8859%d", "UTF-%d", "KOI8-%d",
		} {
			names = append(names, fmt.Sprintf(form, n))
		}
	}
	names = append(names, "KOI8-R", "KOI8-U", "SHIFT_JIS", "MS_KANJI", "EUC-JP", "EUC-KR", "BIG5", "GBK", "GB18030", "GB_2312-80", "ISO-2022-JP", "HZ-GB-2312", "MACINTOSH")
	for _, name := range names {
		want, err := ianaindex.IANA.Encoding(name)
		if err != nil {
			want = nil
		}
		if codec, ok := lookUpEncoding(name); ok && codec.name == ascii {
			continue // a codec of our own
		}
		if got := registered(name); got != want {
			t.Errorf("%s is %v, ianaindex has %v", name, got, want)
		}
		if strings.ToUpper(name) != name {
			t.Errorf("%s is not in upper case", name)
		}
	}
}
