package xmldoc

import (
	"regexp"
	"strings"
	"testing"
)

// declaredEncodingPattern is what declaredEncoding finds, in one expression.
var declaredEncodingPattern = regexp.MustCompile(`^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']`)

func checkDeclaredEncoding(t *testing.T, head string) {
	t.Helper()
	want, wantAt := "", 0
	if m := declaredEncodingPattern.FindStringSubmatchIndex(head); m != nil {
		want, wantAt = head[m[2]:m[3]], m[2]
	}
	if name, at := declaredEncoding(head); name != want || name != "" && at != wantAt {
		t.Errorf("%q: %q at %d, want %q at %d", head, name, at, want, wantAt)
	}
}

// TestDeclaredEncoding tries all ways to put some pieces of a declaration together.
func TestDeclaredEncoding(t *testing.T) {
	pieces := []string{"<?xml", " ", "encoding", "=", "'", `"`, "x-1", "?>", "\n"}
	var try func(head string, more int)
	try = func(head string, more int) {
		checkDeclaredEncoding(t, head)
		for _, p := range pieces {
			if more > 0 {
				try(head+p, more-1)
			}
		}
	}
	try("", 2)
	try("<?xml ", 5)
	try("<?xml version='1.0' encoding", 4)
	for _, head := range []string{
		"<?xml encodingencoding='a'", "<?xml xencoding='a' encoding='b'", "<?xml encoding='a>' encoding='b'", "<?xml>encoding='a'",
		"<?xmlencoding='a'", "<?xml encoding='1a'", "<?xml encoding=\f'a._-9'", "<?xml-encoding='a'", strings.Repeat("\f", 9) + "<?xml\tencoding='a'",
	} {
		checkDeclaredEncoding(t, head)
	}
}

func FuzzDeclaredEncoding(f *testing.F) {
	f.Add("<?xml version='1.0' encoding='UTF-8'?>")
	f.Fuzz(checkDeclaredEncoding)
}
