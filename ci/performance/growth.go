//go:build unix

package main

import (
	"fmt"
	"path/filepath"
)

// growths measure what four times the input costs.
func growths() []row {
	items := []struct {
		what, file, open, item, end string
		n                           int
		args                        []string
	}{
		{"findings in one file", "carbon.xml", "<Server><Security>", "<RegistryKeyStore><Location>%d</Location></RegistryKeyStore>\n", "</Security></Server>", 1500, nil},
		{"findings in one file, with `--diff`", "carbon.xml", "<Server><Security>", "<RegistryKeyStore><Location>%d</Location></RegistryKeyStore>\n", "</Security></Server>", 1500, []string{"--diff", "--unsafe-fixes"}},
		{"findings in one file, for a baseline", "registry.xml", "<wso2registry>", "<versionResourcesOnChange>true</versionResourcesOnChange>\n", "</wso2registry>", 1500, []string{"--write-baseline", "/dev/null"}},
		{"size of a file", "carbon.xml", "<Server>\n", largeItem, "</Server>\n", 8_000, nil},
		{"template tags in a file", "carbon.xml.j2", "<Server>\n", "{% if a%d %}<A>{{ b%d }}</A>{% endif %}\n", "</Server>\n", 5000, nil},
		{"passwords in a file", "carbon.xml", "<Server>", "<Password>%d</Password>\n", "<EmbeddedQpid/></Server>", 6000, []string{"--format", "html"}},
	}
	var list []row
	for _, it := range items {
		list = append(list, growth(it.what, func(b *bench, dir string, times int) (command, error) {
			args := append([]string{dir}, it.args...)
			return b.check(args...), repeat(dir, it.file, it.open, it.item, it.end, it.n*times)
		}))
	}
	return append(list,
		growth("homes", func(b *bench, dir string, times int) (command, error) {
			return b.check(dir), homes(dir, b.home, 100*times, everyFile)
		}),
		growth("files to search", func(b *bench, dir string, times int) (command, error) {
			return b.check(dir), manyFiles(dir, b.home, 25_000*times)
		}),
		growth("lines, in `diff --format unified`", func(b *bench, dir string, times int) (command, error) {
			const file = "log4j.properties"
			err := repeat(filepath.Join(dir, "old"), file, "", "log4j.logger.org.a%d=INFO\n", "", 5000*times)
			if err == nil {
				err = repeat(filepath.Join(dir, "new"), file, "", "log4j.logger.org.b%d=INFO\nlog4j.x%d=a\n", "", 2500*times)
			}
			return command{b.binary, "diff", "--format", "unified", filepath.Join(dir, "old", conf, file), filepath.Join(dir, "new", conf, file)}, err
		}),
	)
}

// growth is the CPU time for four times the input in relation to that for the
// input. Prepare makes the input in a directory.
func growth(what string, prepare func(b *bench, dir string, times int) (command, error)) row {
	return row{"four times the " + what + ", CPU", "<= 5", func(b *bench) (string, error) {
		var commands []command
		for _, times := range []int{1, 4} {
			c, err := prepare(b, filepath.Join(b.work, fmt.Sprint("growth ", what, " ", times)), times)
			if err != nil {
				return "", err
			}
			commands = append(commands, c)
		}
		m, err := medians(5, commands...)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%.1f (%s to %s)", float64(m[1])/float64(m[0]), short(m[1]), short(m[0])), nil
	}}
}
