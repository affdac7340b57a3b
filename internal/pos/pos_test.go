package pos

import (
	"slices"
	"testing"
)

func TestLines(t *testing.T) {
	for text, want := range map[string]Lines{
		"":            {0},
		"a":           {0},
		"a\n":         {0, 2},
		"a\r\nb\rc":   {0, 3, 5},
		"\r":          {0, 1},
		"\n\r\n\n\r":  {0, 1, 3, 4, 5},
		"\r\r\na\rb":  {0, 1, 3, 5},
		"\n\r\r\n\rb": {0, 1, 2, 4, 5},
	} {
		if got := LinesOf(text); !slices.Equal(got, want) {
			t.Errorf("%q: lines start at %v, want %v", text, got, want)
		}
	}
	l := LinesOf("a\nb")
	for off, want := range []int{1, 1, 2, 2} {
		if got := l.At(off); got != want {
			t.Errorf("offset %d is in line %d, want %d", off, got, want)
		}
	}
	if n := LineLen("ab\r\nc"); n != 2 || LineLen("abc") != 3 {
		t.Errorf("the first line has %d bytes", n)
	}
}

func TestSpan(t *testing.T) {
	s := Span{2, 5}
	if s.Len() != 3 || !s.Contains(s) || !s.Contains(Span{3, 3}) || s.Contains(Span{1, 4}) || s.Contains(Span{4, 6}) {
		t.Error("the span of 2 to 5 does not hold what it should")
	}
}
