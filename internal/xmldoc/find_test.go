package xmldoc_test

import (
	"slices"
	"sync"
	"testing"
)

// TestFindByAValueOfAnEntity: an entity may say more than its reference.
func TestFindByAValueOfAnEntity(t *testing.T) {
	d := parse(t, `<!DOCTYPE a [<!ENTITY e "a long value">]><a b="&e;"/>`)
	if len(d.Find("/a[@b='a long value']")) != 1 {
		t.Error("the element is not found")
	}
}

const findSource = `<a><b x="1" p:x="2" xmlns:p="u"><c>1</c></b><p:b xmlns:p="u" x="2"><c>2</c><b x='&lt;"'><c>3</c></b></p:b><b>4</b></a>`

func TestFind(t *testing.T) {
	d := parse(t, findSource)
	for path, want := range map[string][]string{
		"/a":                {"a"},
		"/b":                nil,
		"/a/b":              {"b", "p:b", "b"},
		"/a/b/c":            {"1", "2"},
		"//c":               {"1", "2", "3"},
		"//b/c":             {"1", "2", "3"},
		"//b[@x='1']":       {"b"},
		`//b[@x="2"]/c`:     {"1", "2"},
		"//b[@p:x='2']":     {"b"},
		"/a/b[@y='1']":      nil,
		"//b[@x='<\"']/c":   {"3"},
		"//p:b":             {"p:b"},
		"//b[c='2']":        {"p:b"},
		"/a/*/c":            {"1", "2"},
		"//c/../../b":       {"b", "p:b", "b", "b"},
		"//b[@x='1'][c]":    {"b"},
		"/a/b[3]":           {"b"},
		"//a//c":            {"1", "2", "3"},
		"//no-such-element": nil,
	} {
		var got []string
		for _, e := range d.Find(path) {
			if e.Name() == "c" {
				got = append(got, e.Text())
			} else {
				got = append(got, e.QName())
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %q, want %q", path, got, want)
		}
	}
}

// TestStepsCompileNothing: a path of steps alone takes no more than the list it
// returns, however often it is asked for.
func TestStepsCompileNothing(t *testing.T) {
	d := parse(t, findSource)
	for _, path := range []string{"/a", "/a/b[@x='1']", "/b/c"} {
		if n := testing.AllocsPerRun(10, func() { d.Find(path) }); n > 1 {
			t.Errorf("%s: %v allocations", path, n)
		}
	}
}

// TestDocumentIsShared: equal files of several homes have one tree, of which a part
// is made when it is first asked for.
func TestDocumentIsShared(t *testing.T) {
	d := parse(t, findSource)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			d := d.At("b.xml")
			if n := len(d.Find("//b[c]")); n != 3 {
				t.Errorf("%d elements", n)
			}
			if line, col := d.Position(3); line != 1 || col != 4 {
				t.Errorf("offset 3 is at %d:%d", line, col)
			}
		})
	}
	all.Wait()
}
