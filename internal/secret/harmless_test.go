package secret

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unread finds what markup finds in a text; read has every tag read, as if a word
// of a secret were everywhere.
func unread(text string) []Span { return inMarkup(text, false) }
func read(text string) []Span   { return inMarkup(text, true) }

func inMarkup(text string, everywhere bool) []Span {
	s := scanner{text: text}
	s.look()
	if everywhere {
		s.signs = nil
		for at := range len(text) {
			s.signs = append(s.signs, sign{at, aHint})
		}
	}
	s.markup()
	return s.result().all
}

// TestHarmlessTags: what passes over ordinary tags finds the secrets that reading
// every tag finds, in texts of pieces of XML and in files whose bytes were changed.
func TestHarmlessTags(t *testing.T) {
	pieces := strings.Split(`<a|<a b="c"|<Name|<Name>|<name>password</name>|<value>|<value>x</value>|<string>|</a>|<a/>|<Password>|<Password a="b">x</Password>|<Password/>x|`+
		`>|/>|?>|-->|<!--|<!-- it's a word -->|<!--Name>x</Name-->|<![CDATA[|]]>| |=|"|'|="|="x"| b="c"| b='c"d'| name="password"|k="{{a}}"|{|{{|}}|${|}|$(|#{|<%|%>|<#|[%|`+
		`a-|--|a--|/|?|,|&|&amp;|&#112;|\|é|1|x y z| key |token|secretAlias="a"|svns:secretAlias="a">b</a>|`+"\n|\t|`", "|")
	r := rand.New(rand.NewPCG(1, 2))
	for range 40_000 {
		text := ""
		for range 1 + r.IntN(10) {
			text += pieces[r.IntN(len(pieces))]
		}
		if got, want := unread(text), read(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, reading finds %v", text, got, want)
		}
	}
	files, err := filepath.Glob("../../testdata/homes/*/repository/conf/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			if got, want := unread(string(data)), read(string(data)); !slices.Equal(got, want) {
				t.Fatalf("%s: %v, reading finds %v", name, got, want)
			}
			for range min(5, len(data)) {
				data[r.IntN(len(data))] = `<>"'=/&{-! kK`[r.IntN(13)]
			}
		}
	}
}

func BenchmarkIn(b *testing.B) {
	for _, name := range []string{"axis2/axis2.xml", "user-mgt.xml", "tomcat/catalina-server.xml"} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			data, err := os.ReadFile("../../testdata/homes/shop-esb/repository/conf/" + name)
			if err != nil {
				b.Fatal(err)
			}
			text := strings.Repeat(string(data), 1+32<<10/len(data)) // as long as stock ones
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				In(name, text)
			}
		})
	}
}
