//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// seven are the files of a home that other tools are compared on.
var seven = []string{
	"carbon.xml", "user-mgt.xml", "registry.xml", "axis2/axis2.xml", "axis2/tenant-axis2.xml",
	"tomcat/catalina-server.xml", "datasources/master-datasources.xml",
}

const conf = "repository/conf"

// homes makes n copies of the home from. The XML files that varied names differ from
// their copies, so that none of them is read for another.
func homes(dir, from string, n int, varied func(rel string) bool) error {
	files := map[string][]byte{}
	err := filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(from, p)
		if err == nil {
			files[rel], err = os.ReadFile(p)
		}
		return err
	})
	if err != nil {
		return err
	}
	for i := range n {
		for rel, data := range files {
			if strings.HasSuffix(rel, ".xml") && varied(rel) && !bytes.Contains(data, []byte{0}) {
				data = fmt.Appendf(bytes.Clone(data), "<!-- %d -->\n", i)
			}
			if err := write(filepath.Join(dir, fmt.Sprintf("node-%05d", i), rel), data); err != nil {
				return err
			}
		}
	}
	return nil
}

func everyFile(string) bool { return true }

func oneFile(rel string) bool { return filepath.Base(rel) == "carbon.xml" }

func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// manyFiles makes a git work tree of n files in directories of different depths, as
// a repository of programs has them, with a few homes.
func manyFiles(dir, home string, n int) error {
	words := strings.Fields("src main java org example service util model test resources docs images lib tools scripts web static css js data assets core api")
	endings := strings.Fields(".java .txt .xml .png .md .js .css .properties .html .json .yml .sh")
	random := rand.New(rand.NewPCG(1, 2)) // the same tree on every machine
	for made := 0; made < n; {
		sub := dir
		for level := range 1 + random.IntN(8) {
			name := words[random.IntN(len(words))]
			if level < 3 {
				name += fmt.Sprint(random.IntN(12))
			}
			sub = filepath.Join(sub, name)
		}
		for range min(1+random.IntN(20), n-made) {
			name := fmt.Sprintf("f%d%s", made, endings[random.IntN(len(endings))])
			if err := write(filepath.Join(sub, name), nil); err != nil {
				return err
			}
			made++
		}
	}
	if err := write(filepath.Join(dir, ".gitignore"), []byte("*.class\n/build/\n*.log\ntarget/\n!keep.log\n.idea/\nout/**\n*.tmp\n")); err != nil {
		return err
	}
	if err := write(filepath.Join(dir, ".git/HEAD"), []byte("ref: refs/heads/main\n")); err != nil {
		return err
	}
	return homes(filepath.Join(dir, "servers"), home, 3, everyFile)
}

// repeat is a home with one file, in which an item occurs n times. %d in the item is
// its number.
func repeat(dir, file, open, item, end string, n int) error {
	var b strings.Builder
	b.WriteString(open)
	for i := range n {
		b.WriteString(strings.ReplaceAll(item, "%d", fmt.Sprint(i)))
	}
	b.WriteString(end)
	return write(filepath.Join(dir, conf, file), []byte(b.String()))
}

// largeItem is some XML of the usual kind.
const largeItem = `    <!-- The ports of server %d.
         The offset is added to every port of the server. It is the only setting to
         change when several servers run on one machine; see the guide for the ports
         that a firewall has to open. -->
    <Group name="g%d" enabled="true">
        <Offset>0</Offset>
        <Value class="org.example.Server">a value of some length, number %d</Value>
        <Other>http://www.example.com/path/%d</Other>
    </Group>
`

// large is a home with a carbon.xml of about size bytes.
func large(dir string, size int) error {
	return repeat(dir, "carbon.xml", "<Server xmlns=\"http://wso2.org/projects/carbon/carbon.xml\">\n", largeItem, "</Server>\n", size/(len(largeItem)+12))
}

// stock makes a home of the size of one that comes with a server: the files of from,
// filled up to the sizes (in bytes) that they have there, and some more.
func stock(dir, from string) error {
	sizes := map[string]int{
		"carbon.xml": 30_000, "user-mgt.xml": 18_000, "registry.xml": 4_000, "axis2/axis2.xml": 34_000, "axis2/tenant-axis2.xml": 14_000,
		"tomcat/catalina-server.xml": 6_000, "datasources/master-datasources.xml": 3_000,
	}
	for _, rel := range append([]string{"../../bin/version.txt", "../../bin/wso2carbon-version.txt"}, seven...) {
		data, err := os.ReadFile(filepath.Join(from, conf, rel))
		if err != nil {
			return err
		}
		for i, end := 0, bytes.LastIndex(data, []byte("</")); len(data) < sizes[rel]; i++ {
			item := strings.ReplaceAll(largeItem, "%d", fmt.Sprint(i))
			data = append(data[:end:end], append([]byte(item), data[end:]...)...)
			end += len(item)
		}
		if err := write(filepath.Join(dir, conf, rel), data); err != nil {
			return err
		}
	}
	const line = "log4j.logger.org.example.server%d=INFO, CARBON_LOGFILE\n"
	for _, file := range []struct{ rel, line string }{{"log4j.properties", line}, {"etc/launch.ini", "org.example.option.%d=value\n"}, {"etc/mime.types", "text/x-example%d x%d\n"}} {
		var b strings.Builder
		for i := range 200 {
			b.WriteString(strings.ReplaceAll(file.line, "%d", fmt.Sprint(i)))
		}
		if err := write(filepath.Join(dir, conf, file.rel), []byte(b.String())); err != nil {
			return err
		}
	}
	return nil
}
