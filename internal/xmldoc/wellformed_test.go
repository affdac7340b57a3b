package xmldoc_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const wellformedTable = "testdata/wellformed.txt"

// verdicts are the signs of the parsers in a line of the table, in their order there.
const (
	libxml2 = iota
	expat
	expatNamespaces
	xerces
	xercesNamespaces
	woodstox
	parsers
)

// sample is a line of the table.
type sample struct {
	verdicts, quoted, ours, reason string
	src                            []byte
}

func (s *sample) String() string {
	line := s.verdicts + "\t" + s.quoted + "\t" + s.ours
	if s.reason != "" {
		line += "\t" + s.reason
	}
	return line
}

// readTable returns the lines of the table, and those that are samples.
func readTable(t *testing.T) (lines []string, samples map[int]*sample) {
	t.Helper()
	text, err := os.ReadFile(wellformedTable)
	if err != nil {
		t.Fatal(err)
	}
	lines, samples = strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"), map[int]*sample{}
	for i, line := range lines {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := append(strings.Split(line, "\t"), "")
		src, err := strconv.Unquote(cells[1])
		if err != nil || len(cells) < 4 || len(cells[0]) != parsers {
			t.Fatalf("%s:%d: not a line of the table: %s", wellformedTable, i+1, line)
		}
		samples[i] = &sample{cells[0], cells[1], cells[2], cells[3], []byte(src)}
	}
	return lines, samples
}

// TestWellFormed compares carbonlint's verdict on each document with those recorded of other parsers.
func TestWellFormed(t *testing.T) {
	lines, samples := readTable(t)
	if len(samples) < 250 {
		t.Errorf("%d documents", len(samples))
	}
	installed := installedVerdicts(t, samples)
	for i := range lines {
		s := samples[i]
		if s == nil {
			continue
		}
		ours := verdict(s.src)
		if golden.Updating() {
			s.verdicts = merge(s.verdicts, installed[i])
			s.ours = ours
			lines[i] = s.String()
		}
		if ours != s.ours {
			t.Errorf("%s:%d: %s: %s, want %s", wellformedTable, i+1, s.quoted, ours, s.ours)
		}
		if got := merge(s.verdicts, installed[i]); got != s.verdicts {
			t.Errorf("%s:%d: %s: the parsers say %s, the table %s", wellformedTable, i+1, s.quoted, got, s.verdicts)
		}
		if want := decide(s.verdicts); (kind(ours) != want) != (s.reason != "") {
			t.Errorf("%s:%d: %s: %s, the parsers say %s: %s, reason %q", wellformedTable, i+1, s.quoted, ours, s.verdicts, want, s.reason)
		}
	}
	if golden.Updating() {
		golden.Equal(t, wellformedTable, []byte(strings.Join(lines, "\n")+"\n"))
	}
}

// verdict is what carbonlint says to a document.
func verdict(src []byte) string {
	d, err := xmldoc.Parse("x", src)
	if err != nil {
		return strings.TrimPrefix(err.Error(), "read x:")
	}
	for _, e := range d.NamespaceErrors() {
		line, col := d.Position(e.Span.Start)
		return fmt.Sprintf("namespaces:%d:%d: %s", line, col, e.Msg)
	}
	return "ok"
}

// kind is the sort of verdict that carbonlint's word is.
func kind(ours string) string {
	switch {
	case ours == "ok":
		return "read"
	case strings.HasPrefix(ours, "namespaces:"):
		return "namespaces"
	case strings.HasPrefix(ours, "skipped: "):
		return "skipped"
	}
	return "refused"
}

// decide is the sort of verdict that carbonlint's has to be by those of other parsers.
func decide(verdicts string) string {
	switch {
	case verdicts[xerces] == '-':
		return "refused"
	case verdicts[xercesNamespaces] == '-':
		return "namespaces"
	}
	return "read"
}

// merge takes from asked the verdicts that it has, and the others from recorded.
func merge(recorded, asked string) string {
	out := []byte(recorded)
	for i := range asked {
		if asked[i] != '?' {
			out[i] = asked[i]
		}
	}
	return string(out)
}

// installedVerdicts asks the parsers that are installed. Others, and all of them in a short test, have the verdict ?.
func installedVerdicts(t *testing.T, samples map[int]*sample) map[int]string {
	t.Helper()
	verdicts := map[int][]byte{}
	dir := t.TempDir()
	name := func(i int) string { return fmt.Sprintf("%06d.xml", i) }
	var names []string
	for i, s := range samples {
		names = append(names, name(i))
		verdicts[i] = bytes.Repeat([]byte{'?'}, parsers)
		if err := os.WriteFile(filepath.Join(dir, name(i)), s.src, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	installed := func(command string) bool {
		_, err := exec.LookPath(command)
		return err == nil && !testing.Short()
	}
	output := func(command string, args ...string) (string, error) {
		cmd := exec.Command(command, args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if installed("xmllint") {
		for i := range samples {
			// The exit code alone says it: mistakes in namespaces are printed too, and read.
			if verdicts[i][libxml2] = '+'; !succeeds(output("xmllint", "--nonet", "--noout", name(i))) {
				verdicts[i][libxml2] = '-'
			}
		}
	}
	if installed("xmlwf") {
		for parser, args := range map[int][]string{expat: {"-k"}, expatNamespaces: {"-k", "-n"}} {
			out, _ := output("xmlwf", append(args, names...)...)
			for i := range samples {
				if verdicts[i][parser] = '+'; strings.Contains("\n"+out, "\n"+name(i)+":") {
					verdicts[i][parser] = '-'
				}
			}
		}
	}
	if installed("java") {
		out, err := exec.Command("java", "testdata/Verdicts.java", dir).Output()
		if err != nil {
			t.Logf("java does not run: %v", err)
		}
		for line := range strings.Lines(string(out)) {
			file, signs, _ := strings.Cut(strings.TrimSpace(line), "\t")
			i, err := strconv.Atoi(strings.TrimSuffix(file, ".xml"))
			if err != nil || len(signs) != parsers-xerces {
				t.Fatalf("java says %q", line)
			}
			copy(verdicts[i][xerces:], signs)
		}
	}
	out := map[int]string{}
	for i, v := range verdicts {
		out[i] = string(v)
	}
	return out
}

func succeeds(_ string, err error) bool { return err == nil }
