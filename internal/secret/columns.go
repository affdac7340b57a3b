package secret

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/pos"
)

// columns finds secrets in tables: a name is in the first row, and the values are
// below it.
func (s *scanner) columns(p string) {
	switch path.Ext(p) {
	case ".csv", ".tsv":
		s.separated()
	case ".md", ".markdown":
		s.markdown()
	}
	if s.all&values != 0 && s.mayInsert() {
		s.inserted()
	}
}

// separated reads lines of cells, the first with more than one of which names the columns.
func (s *scanner) separated() {
	var kinds []kind
	sep := ""
	for at := 0; at < len(s.text) && (sep == "" || kinds != nil); {
		line := Span{Start: at, End: at + pos.LineLen(s.text[at:])}
		at = line.End + 1
		if sep != "" {
			s.row(kinds, s.cells(line, sep))
			continue
		}
		most := 1
		for _, any := range []string{",", ";", "\t", "|"} {
			if head := s.cells(line, any); len(head) > most {
				most, sep, kinds = len(head), any, s.kinds(head)
			}
		}
	}
}

// rule is the line below the heads of a table of Markdown.
var rule = lazy.MustCompile(`^[ \t]*\|?[ \t]*:?-+[ \t:|-]*$`)

// markdown reads tables of Markdown.
func (s *scanner) markdown() {
	var kinds []kind // of the table that the line is in
	last := Span{}
	for at := 0; at < len(s.text); {
		line := Span{Start: at, End: at + pos.LineLen(s.text[at:])}
		text := s.text[line.Start:line.End]
		switch {
		case rule.MatchString(text) && strings.Contains(text, "|"):
			kinds = s.kinds(s.cells(last, "|"))
		case !strings.Contains(text, "|"):
			kinds = nil
		default:
			s.row(kinds, s.cells(line, "|"))
		}
		last, at = line, line.End+1
	}
}

var insertedColumns = lazy.MustCompile(`(?i)\(([^()]+)\)\s*values\s*\(`)

// mayInsert reports whether brackets are around a word such as values, as in SQL
// that inserts rows.
func (s *scanner) mayInsert() bool {
	for _, v := range s.signs {
		if v.says&values == 0 {
			continue
		}
		before := strings.TrimRight(s.text[:v.at], " \t\r\n\f")
		after := strings.TrimLeft(s.text[v.at+len("values"):], " \t\r\n\f")
		if strings.HasSuffix(before, ")") && strings.HasPrefix(after, "(") {
			return true
		}
	}
	return false
}

// inserted reads the rows that SQL inserts.
func (s *scanner) inserted() {
	done := 0
	for _, m := range insertedColumns.FindAllStringSubmatchIndex(s.text, -1) {
		if m[0] < done {
			continue // within a row
		}
		kinds := s.kinds(s.cells(Span{Start: m[2], End: m[3]}, ","))
		for at := m[1]; kinds != nil; {
			end := s.tupleEnd(at)
			s.row(kinds, s.cells(Span{Start: at, End: end}, ","))
			s.work += end - at
			done = end
			next := s.blanks(end + 1)
			if !s.has(next, ",") {
				break
			}
			if next = s.blanks(next + 1); !s.has(next, "(") {
				break
			}
			at = next + 1
		}
	}
}

// tupleEnd is where the ) is that closes what starts at at.
func (s *scanner) tupleEnd(at int) int {
	open := true // quotes may be closed
	for depth := 0; at < len(s.text); at++ {
		switch s.text[at] {
		case '\'':
			if !open {
				continue
			}
			if end := s.stringEnd(at, len(s.text)); end > at {
				at = end
			} else {
				open = false
			}
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return at
			}
		}
	}
	return len(s.text)
}

// stringEnd is where the quote is before limit that closes the one at at: one
// that a separator follows. It is at when there is none.
func (s *scanner) stringEnd(at, limit int) int {
	for i := at + 1; i < limit; i++ {
		if s.text[i] != s.text[at] {
			continue
		}
		next := s.spaces(i + 1)
		if next >= len(s.text) || strings.IndexByte(",;)|\t\r\n", s.text[next]) >= 0 {
			return i
		}
	}
	return at
}

// cells are those between separators within row. One in quotes may hold them.
func (s *scanner) cells(row Span, sep string) []Span {
	var out []Span
	start := row.Start
	for at := row.Start; at < row.End; at++ {
		switch c := s.text[at]; {
		case c == sep[0]:
			out = append(out, Span{Start: start, End: at})
			start = at + 1
		case (c == '"' || c == '\'') && strings.TrimSpace(s.text[start:at]) == "":
			at = s.stringEnd(at, row.End)
		}
	}
	return append(out, Span{Start: start, End: row.End})
}

// kinds are those of the columns that cells name, nil when none is of secrets.
func (s *scanner) kinds(cells []Span) []kind {
	var out []kind
	found := false
	for _, c := range cells {
		k := s.kind(strings.Trim(s.text[c.Start:c.End], " \t\r\n\"'`*_[]"))
		out, found = append(out, k), found || k != plain
	}
	if !found {
		return nil
	}
	return out
}

// row takes the cells below the names of secrets for secrets.
func (s *scanner) row(kinds []kind, cells []Span) {
	for i, c := range cells {
		if i < len(kinds) && kinds[i] != plain && s.isSecret(kinds[i], c.Start, c.End) {
			s.addPart(c.Start, c.End)
		}
	}
}
