package diff

import (
	"fmt"
	"math/rand"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// offer is one setting of a properties file in the oracle's model: the last
// active one of its key, or one that is commented out.
type offer struct {
	key, value string
	state      State
	line       int
}

// modelled reads a properties file the simple way: natural lines are joined to
// logical ones, then taken apart character by character.
func modelled(text string, ini bool) (list []offer) {
	lines := regexp.MustCompile(`\r\n|\r|\n`).Split(text, -1)
	marks := "#!"
	if ini {
		marks = "#!;"
	}
	bare := func(i int) (string, bool) {
		line := strings.TrimLeft(lines[i], " \t\f")
		if line == "" || !strings.Contains(marks, line[:1]) {
			return line, false
		}
		return strings.TrimLeft(line, marks+" \t\f"), true
	}
	odd := regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\\$`)
	setting := regexp.MustCompile(`^[A-Za-z_](\\.|[^\\\s=,;'"()])*[ \t]*=`)
	last, section := map[string]int{}, ""
	for i := 0; i < len(lines); i++ {
		number := i + 1
		line, comment := bare(i)
		if line == "" || comment && !setting.MatchString(line) {
			continue
		}
		if !comment && ini && regexp.MustCompile(`^\[.*\][ \t\f]*$`).MatchString(line) {
			section = strings.TrimSpace(line) + "/"
			continue
		}
		for odd.MatchString(line) && i+1 < len(lines) {
			more, inComment := bare(i + 1)
			if !comment {
				more = strings.TrimLeft(lines[i+1], " \t\f")
			} else if !inComment {
				break
			}
			line = line[:len(line)-1] + more
			i++
		}
		if odd.MatchString(line) {
			line = line[:len(line)-1]
		}
		key, value := taken(line)
		o := offer{section + key, value, Active, number}
		if comment {
			o.state = CommentedOut
			list = append(list, o)
		} else if at, twice := last[o.key]; twice {
			list[at] = o
		} else {
			last[o.key] = len(list)
			list = append(list, o)
		}
	}
	return list
}

// taken takes a logical line apart.
func taken(line string) (key, value string) {
	var units [2][]uint16
	part := 0 // the key, then the value
	separated := false
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if part == 0 && strings.ContainsRune(" \t\f=:", r) {
			part = 1
		}
		if part == 1 && len(units[1]) == 0 {
			if strings.ContainsRune(" \t\f", r) {
				continue
			}
			if (r == '=' || r == ':') && !separated {
				separated = true
				continue
			}
		}
		if r == '\\' && i+1 < len(runes) {
			i++
			switch r = runes[i]; r {
			case 't', 'n', 'r', 'f':
				r = map[rune]rune{'t': '\t', 'n': '\n', 'r': '\r', 'f': '\f'}[r]
			case 'u':
				var n uint16
				if _, err := fmt.Sscanf(string(runes[i+1:i+5]), "%x", &n); err != nil {
					panic(err)
				}
				units[part] = append(units[part], n)
				i += 4
				continue
			}
		}
		units[part] = utf16.AppendRune(units[part], r)
	}
	return string(utf16.Decode(units[0])), string(utf16.Decode(units[1]))
}

// TestPropertiesOracle compares what the comparison says of some thousand pairs
// of files with what a simple model says: no more and no less.
func TestPropertiesOracle(t *testing.T) {
	failed := 0
	for seed := range 3000 {
		w := &propertyWriter{rand.New(rand.NewSource(int64(seed))), seed%3 == 2}
		name := "a.properties"
		if w.ini {
			name = "a.ini"
		}
		var items []item
		for range w.Intn(9) {
			items = append(items, w.item())
		}
		next := w.mutated(items)
		old, new := w.file(items), w.file(next)
		for side, text := range map[string]string{"old": old, "new": new} {
			checkModel(t, w.ini, side, text, map[string][]item{"old": items, "new": next}[side])
		}
		f := Files(&File{Path: name, Data: []byte(old)}, &File{Path: name, Data: []byte(new)}, Options{})
		if why := disagreement(f.Changes, modelled(old, w.ini), modelled(new, w.ini), w.ini); why != "" {
			t.Errorf("seed %d: %s\nold %q\nnew %q\n%s", seed, why, old, new, tell(f.Changes))
			if failed++; failed > 5 {
				t.FailNow()
			}
		}
	}
}

// checkModel holds the model to what was written.
func checkModel(t *testing.T, ini bool, side, text string, items []item) {
	t.Helper()
	want := map[string]int{}
	active := map[string]string{}
	for _, it := range items {
		key := it.key
		if it.section != "" {
			key = it.section + "/" + it.key
		}
		switch {
		case it.prose:
		case it.state == Active:
			active[key] = it.value
		default:
			want[key+"#"+it.value]++
		}
	}
	for key, value := range active {
		want[key+"="+value]++
	}
	for _, o := range modelled(text, ini) {
		want[o.key+map[State]string{Active: "=", CommentedOut: "#"}[o.state]+o.value]--
	}
	for key, n := range want {
		if n != 0 {
			t.Errorf("the model reads %s of %q %d times too few in %q", key, side, n, text)
		}
	}
}

// disagreement says how changes are not what turns the one list of settings into
// the other, in as few changes as can be; "" when they are.
func disagreement(changes []Change, old, new []offer, sets bool) string {
	form := func(key, value string, state State) string {
		if sets {
			value = strings.Join(items(value), ",")
		}
		return fmt.Sprintf("%s %s %q", state, key, value)
	}
	gone, come := map[string]int{}, map[string]int{}
	lines := [2]map[string]bool{{}, {}}
	for _, o := range old {
		gone[form(o.key, o.value, o.state)]++
		lines[0][fmt.Sprint(form(o.key, o.value, o.state), o.line)] = true
	}
	for _, o := range new {
		f := form(o.key, o.value, o.state)
		lines[1][fmt.Sprint(f, o.line)] = true
		if gone[f] > 0 {
			gone[f]--
		} else {
			come[f]++
		}
	}
	most := map[string][2]int{} // of what is gone and come, by key
	count := func(all map[string]int, list []offer, side int) {
		for _, o := range list {
			f := form(o.key, o.value, o.state)
			if all[f] > 0 {
				n := most[o.key]
				n[side] += all[f]
				most[o.key] = n
				all[f] = -all[f] // counted
			}
		}
		for f, n := range all {
			all[f] = max(n, -n)
		}
	}
	count(gone, old, 0)
	count(come, new, 1)
	for _, c := range changes {
		for i, s := range []Side{c.Old, c.New} {
			if s.State == Absent {
				continue
			}
			f := form(numbered.ReplaceAllString(s.Path, ""), s.Value, s.State)
			if !lines[i][fmt.Sprint(f, s.Line)] {
				return fmt.Sprintf("no %s in line %d", f, s.Line)
			}
			if i == 0 {
				gone[f]--
			} else {
				come[f]--
			}
		}
		key := numbered.ReplaceAllString(c.Path(), "")
		n := most[key]
		n[0], n[1] = n[0]-1, n[1]-1
		most[key] = n
	}
	for what, all := range map[string]map[string]int{"gone": gone, "come": come} {
		for f, n := range all {
			if n != 0 {
				return fmt.Sprintf("%s is %s, and is told %d times too few", f, what, n)
			}
		}
	}
	for key, n := range most {
		if max(n[0], n[1]) != 0 {
			return fmt.Sprintf("%s: %d changes too few", key, max(n[0], n[1]))
		}
	}
	return ""
}

// numbered is the number that a path gives to what it does not tell apart otherwise.
var numbered = regexp.MustCompile(`\[\d+\]`)
