package report

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// kept is r with its homes in a temporary file, each of them n times.
func kept(t testing.TB, r *Report, n int) *Report {
	t.Helper()
	c := *r
	c.Homes, c.Kept, c.Summary = nil, &Homes{}, Summary{}
	t.Cleanup(func() { c.Kept.Close() })
	for range n {
		for i := range r.Homes {
			c.Count(&r.Homes[i])
			if err := c.Kept.Keep(&r.Homes[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return &c
}

// TestKeptHomesAreTheSame: where the homes are makes no difference to any format.
func TestKeptHomesAreTheSame(t *testing.T) {
	for name, r := range map[string]*Report{"sample": sample(t), "none": New("1.2.3", "4.4.3", sampleRules()), "500": large(t, 500)} {
		again := kept(t, r, 1)
		if again.Summary != r.Summary {
			t.Errorf("%s: the totals are %+v, want %+v", name, again.Summary, r.Summary)
		}
		for _, f := range Formats() {
			if render(t, f, again, Options{}) != render(t, f, r, Options{}) {
				t.Errorf("%s: %s differs for kept homes", name, f.Name)
			}
		}
	}
}

// fill gives every exported field below v a value.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	default:
		v.Set(reflect.ValueOf(7).Convert(v.Type()))
	}
}

// TestEveryFieldIsKept holds for fields that come later, too.
func TestEveryFieldIsKept(t *testing.T) {
	var want Home
	fill(reflect.ValueOf(&want).Elem())
	var homes Homes
	defer homes.Close()
	if err := homes.Keep(&want); err != nil {
		t.Fatal(err)
	}
	for got, err := range homes.All() {
		if err != nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("kept %+v, got %+v, error %v", want, got, err)
		}
	}
}

func TestAttachedFindings(t *testing.T) {
	r := kept(t, sample(t), 1)
	more := []Finding{{Rule: "outside", File: ".carbonlint.yaml", Severity: 1}}
	r.Kept.Attach(1, more)
	r.CountMore(more)
	var rules []string
	for h, err := range r.All() {
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		if n := len(h.Findings); n > 0 {
			last = h.Findings[n-1].Rule
		}
		rules = append(rules, last)
	}
	if !slices.Equal(rules, []string{"sample-error", "outside", ""}) || r.Summary.Info != sample(t).Summary.Info+1 {
		t.Errorf("the last findings are of %q, the totals %+v", rules, r.Summary)
	}
}

// TestAStreamIsTheWhole: a home is written before the next is known, and the pieces
// are what Write writes.
func TestAStreamIsTheWhole(t *testing.T) {
	r := sample(t)
	streams := 0
	for _, f := range Formats() {
		if f.Stream == nil {
			continue
		}
		streams++
		var b bytes.Buffer
		e := f.Stream(&b, New("1.2.3", "4.4.3", sampleRules()), Options{})
		for i := range r.Homes {
			if err := e.Home(&r.Homes[i]); err != nil {
				t.Fatal(err)
			}
			if want := r.Homes[0].Findings[0].Rule; i == 1 && !strings.Contains(b.String(), want) {
				t.Errorf("%s: after the second home nothing of the first is written", f.Name)
			}
		}
		if err := e.End(r); err != nil {
			t.Fatal(err)
		}
		if b.String() != render(t, f, r, Options{}) {
			t.Errorf("%s: the stream differs from the whole", f.Name)
		}
	}
	if streams < 8 {
		t.Errorf("only %d formats are written home by home", streams)
	}
}

// TestSecretsKeepNoTree: a file that came once is not held, one that comes again is
// searched once more and then known.
func TestSecretsKeepNoTree(t *testing.T) {
	doc, err := xmldoc.Parse("carbon.xml", []byte("<Server><Password>x</Password></Server>"))
	if err != nil {
		t.Fatal(err)
	}
	var s Secrets
	first, second := s.of(doc), s.of(doc.At("carbon.xml"))
	if first == second {
		t.Error("a file that came once is held")
	}
	if s.of(doc) != second {
		t.Error("a file that came twice is not held")
	}
}
