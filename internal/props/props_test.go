package props

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/pos"
)

func TestEach(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"plain", "a=1\nb: 2\nc 3\n d = 4 ", `1 a="1" 2 b="2" 3 c="3" 4 d="4 "`},
		{"no value", "a\nb=\n=c", `1 a="" 2 b="" 3 ="c"`},
		{"comments", "# prose\n! prose\n#a=1\n# b.c = 2\n#d: 3\n##\n", `1 #="prose" 2 #="prose" 3 #a="1" 4 #b.c="2" 5 #="d: 3"`},
		{"continued", "a=1,\\\n   2,\\\r\n\t3\nb=4", `1 a="1,2,3" 4 b="4"`},
		{"two backslashes do not continue", "a=1\\\\\nb=2", `1 a="1\\" 2 b="2"`},
		{"a comment does not continue", "# a \\\nb=2", `1 #="a \\" 2 b="2"`},
		{"continued by nothing", "a=1\\\n\nb=2", `1 a="1" 3 b="2"`},
		{"continued at the end", "a=1\\", `1 a="1"`},
		{"continued in comments", "#a=1,\\\n#  2\n#b=3\n", `1 #a="1,2" 3 #b="3"`},
		{"escapes", `a\ b\=\:=\t\u0041\\x\#\z\u00zz`, `1 a b=:="\tA\\x#zu00zz"`},
		{"line ends", "a=1\rb=2\r\nc=3\n\n", `1 a="1" 2 b="2" 3 c="3"`},
		{"key continued", "a\\\n  b\\\n =1\n\\\n  c=2", `1 ab="1" 4 c="2"`},
		{"a continued line is no comment", "a=1\\\n#b=2", `1 a="1#b=2"`},
		{"commented key with an escape", `#a\ b=1`, `1 #a b="1"`},
		{"surrogates", `a=\uD83D\uDE00\uD83D\uDE01\uD83Dx\uDE00`, `1 a="😀😁\\uD83Dx\\uDE00"`},
		{"ini: sections", "a=1\n[s]\na=2\n;b=3\n [t] \n;prose", `1 a="1" 3 [s]a="2" 4 #[s]b="3" 6 #[t]="prose"`},
		{"marks in a value", "a=#1 !2 =3 :4", `1 a="#1 !2 =3 :4"`},
	}
	for _, tt := range tests {
		lines := pos.LinesOf(tt.src)
		var list, settings []string
		opt := Options{Sections: strings.HasPrefix(tt.name, "ini"), Prose: true}
		Each(tt.src, opt, func(e Entry) {
			mark := ""
			if e.Comment {
				mark = "#"
			}
			list = append(list, fmt.Sprintf("%d %s%s%s=%q", lines.At(e.At), mark, e.Section, e.Key, e.Value))
			if !e.Prose {
				settings = append(settings, list[len(list)-1])
			}
			if shown := tt.src[e.Span.Start:e.Span.End]; !strings.Contains(tt.src, "\\") && shown != e.Value {
				t.Errorf("%s: %q lies at %q", tt.name, e.Value, shown)
			}
		})
		opt.Prose = false
		var without []string
		Each(tt.src, opt, func(e Entry) {
			mark := ""
			if e.Comment {
				mark = "#"
			}
			without = append(without, fmt.Sprintf("%d %s%s%s=%q", lines.At(e.At), mark, e.Section, e.Key, e.Value))
		})
		if !slices.Equal(without, settings) {
			t.Errorf("%s: without prose %q, want %q", tt.name, without, settings)
		}
		if got := strings.Join(list, " "); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestCommentedProperty(t *testing.T) {
	form := regexp.MustCompile(`^[\pL_](?:[\pL\pN_.\-\[\]/@:$]|\\.)*[ \t]*=`)
	pieces := []string{"a", "B", "_", "é", "1", ".", "-", "[0]", "/", "@", "$", ":", " ", "\t", "=", "\\", "\\ ", "\n", "x"}
	for i := range len(pieces) * len(pieces) * len(pieces) * len(pieces) {
		text := ""
		for n := i; n > 0; n /= len(pieces) {
			text += pieces[n%len(pieces)]
		}
		if got := isCommentedProperty(text + "="); got != form.MatchString(text+"=") {
			t.Fatalf("%q: %v", text+"=", got)
		}
	}
}

// FuzzEach holds that what is read lies in the text, in order.
func FuzzEach(f *testing.F) {
	f.Add("a=1\\\n 2\n#b = 3\n[s]\n! x", true)
	f.Fuzz(func(t *testing.T, text string, sections bool) {
		last := -1
		Each(text, Options{Sections: sections, Prose: true}, func(e Entry) {
			if e.At <= last || e.At > e.Span.End || e.Span.Start > e.Span.End || e.Span.End > len(text) {
				t.Fatalf("%q: %+v behind %d", text, e, last)
			}
			last = e.At
		})
	})
}
