package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// offer is a word that can complete the command line, and what it means.
type offer struct{ word, doc string }

// These offers ask the shell for the names of files or directories. Their doc is
// the start of the word, before the name.
const (
	filesHere = ":files"
	dirsHere  = ":dirs"
)

// completeCommand is called by the completion scripts. It prints one offer a line:
// the word, a tab, and its meaning.
func completeCommand() *cli.Command {
	return &cli.Command{
		Name:      "__complete",
		Usage:     "print completions of the last word",
		ArgsUsage: "-- [WORD...]",
		Hidden:    true,
		Flags:     []cli.Flag{&cli.BoolFlag{Name: "next", Usage: "complete an empty word after these"}},
		Action: func(c *cli.Context) error {
			words := c.Args().Slice()
			if c.Bool("next") {
				words = append(words, "")
			}
			for _, o := range complete(c.App.Commands, words) {
				fmt.Fprintln(c.App.Writer, strings.TrimSuffix(o.word+"\t"+o.doc, "\t"))
			}
			return nil
		},
	}
}

// complete offers completions of the last of words, the words after the
// program's name.
func complete(commands []*cli.Command, words []string) []offer {
	if len(words) < 2 {
		words = append([]string{""}, words...)
		return starting(words[len(words)-1], commandOffers(commands))
	}
	i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(words[0]) })
	if i < 0 {
		return nil
	}
	command, last := commands[i], words[len(words)-1]
	line := readLine(command, words[1:len(words)-1])
	name, value, assigned := strings.Cut(last, "=")
	switch {
	case line.waiting != nil:
		return valueOffers(command, line.waiting, "", last)
	case !line.flagsEnded && assigned && takesValue(command, name):
		return valueOffers(command, flagNamed(command, name), name+"=", value)
	case !line.flagsEnded && strings.HasPrefix(last, "-"):
		return starting(last, flagOffers(command, line.given))
	}
	return starting(last, argOffers(command, line.args))
}

// line is what the words before the last one mean.
type line struct {
	given      []cli.Flag
	waiting    cli.Flag // whose value is the next word
	args       int
	flagsEnded bool // by --
}

func readLine(command *cli.Command, words []string) line {
	var l line
	for _, w := range words {
		switch {
		case l.waiting != nil:
			l.waiting = nil
		case l.flagsEnded || len(w) < 2 || w[0] != '-':
			l.args++
		case w == "--":
			l.flagsEnded = true
		default:
			name, _, _ := strings.Cut(w, "=")
			f := flagNamed(command, name)
			l.given = append(l.given, f)
			if takesValue(command, w) {
				l.waiting = f
			}
		}
	}
	return l
}

func flagNamed(command *cli.Command, arg string) cli.Flag {
	for _, f := range command.Flags {
		if flagName(f) == strings.TrimLeft(arg, "-") {
			return f
		}
	}
	return nil
}

func commandOffers(commands []*cli.Command) []offer {
	var list []offer
	for _, c := range commands {
		if !c.Hidden {
			list = append(list, offer{c.Name, c.Usage})
		}
	}
	return append(list, offer{"--help", "show help"}, offer{"--version", "print the version"})
}

// flagOffers are the flags of a command, without those that were given already and
// cannot be repeated.
func flagOffers(command *cli.Command, given []cli.Flag) []offer {
	var list []offer
	for _, f := range command.VisibleFlags() {
		_, several := f.(*cli.StringSliceFlag)
		if several || !slices.Contains(given, f) {
			_, doc := usageOf(f)
			list = append(list, offer{"--" + flagName(f), doc})
		}
	}
	return list
}

// usageOf returns the name of a flag's value, which its usage has in backquotes,
// and the usage without the quotes.
func usageOf(f cli.Flag) (value, doc string) {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return "", ""
	}
	before, rest, ok := strings.Cut(d.GetUsage(), "`")
	if !ok {
		return "", before
	}
	value, after, _ := strings.Cut(rest, "`")
	return value, before + value + after
}

// valueOffers complete text, the start of a flag's value. The name of the value in
// the flag's usage decides what is offered. Each offer starts with prefix.
func valueOffers(command *cli.Command, f cli.Flag, prefix, text string) []offer {
	var list []offer
	switch value, _ := usageOf(f); value {
	case "RULES":
		if i := strings.LastIndexByte(text, ','); i >= 0 {
			prefix, text = prefix+text[:i+1], text[i+1:]
		}
		named := strings.Split(prefix, ",")
		list = slices.DeleteFunc(ruleOffers(), func(o offer) bool { return slices.Contains(named, o.word) })
	case "FORMAT":
		list = formatOffers(command)
	case "FORMAT=FILE":
		if format, _, ok := strings.Cut(text, "="); ok {
			if slices.ContainsFunc(formatOffers(command), func(o offer) bool { return o.word == format }) {
				return []offer{{filesHere, prefix + format + "="}}
			}
			return nil
		}
		for _, o := range formatOffers(command) {
			list = append(list, offer{o.word + "=", o.doc})
		}
	case "SEVERITY":
		for _, s := range []rules.Severity{rules.Error, rules.Warning, rules.Info} {
			list = append(list, offer{word: s.String()})
		}
		list = append(list, offer{word: "never"})
	case "RELEASE":
		for _, name := range releaseNames() {
			list = append(list, offer{word: name})
		}
	case "WHEN":
		list = []offer{{word: "auto"}, {word: "always"}, {word: "never"}}
	case "DIR":
		return []offer{{dirsHere, prefix}}
	case "FILE", "GLOB", "NAME":
		return []offer{{filesHere, prefix}}
	}
	list = starting(text, list)
	for i := range list {
		list[i].word = prefix + list[i].word
	}
	return list
}

// argOffers complete the argument after n others. Its name in the command's usage
// decides what is offered.
func argOffers(command *cli.Command, n int) []offer {
	names := strings.Fields(command.ArgsUsage)
	if len(names) == 0 || n >= len(names) && !strings.Contains(command.ArgsUsage, "...") {
		return nil
	}
	name := strings.Trim(names[min(n, len(names)-1)], "[].")
	switch {
	case name == "ID":
		return ruleOffers()
	case name == "DIR":
		return []offer{{word: dirsHere}}
	case strings.Contains(name, "|"):
		var list []offer
		for _, word := range strings.Split(name, "|") {
			list = append(list, offer{word: word})
		}
		return list
	}
	return []offer{{word: filesHere}}
}

func ruleOffers() []offer {
	var list []offer
	for _, r := range allRules() {
		list = append(list, offer{r.ID, r.Title})
	}
	return list
}

func formatOffers(command *cli.Command) []offer {
	var list []offer
	if command.Name == "diff" {
		for _, f := range report.DiffFormats() {
			list = append(list, offer{f.Name, f.Doc})
		}
		return list
	}
	for _, f := range report.Formats() {
		list = append(list, offer{f.Name, f.Doc})
	}
	return list
}

// starting keeps the offers that start with prefix, and those that ask for names.
func starting(prefix string, list []offer) []offer {
	return slices.DeleteFunc(list, func(o offer) bool {
		return !strings.HasPrefix(o.word, prefix) && o.word != filesHere && o.word != dirsHere
	})
}
