package main

import (
	_ "embed"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/usage"
)

// manSource is the manual page. A name between @ is replaced by what the
// definition of the commands says.
//
//go:embed man.roff
var manSource string

func manCommand() *cli.Command {
	return &cli.Command{
		Name:   "man",
		Usage:  "print the manual page, for man -l -",
		Hidden: true,
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return usage.Errorf("man takes no arguments")
			}
			_, err := io.WriteString(c.App.Writer, manPage(c.App))
			return err
		},
	}
}

// manPage is the manual page in roff. It changes only with the commands, because
// it has no date and no version.
func manPage(app *cli.App) string {
	var synopsis, commands, formats []string
	for _, c := range visible(app.Commands) {
		call := manCall(app, c)
		synopsis = append(synopsis, call)
		commands = append(commands, manOf(c, call))
		for _, f := range c.VisibleFlags() {
			if value, _ := usageOf(f); value == "FORMAT" {
				formats = append(formats, manFormats(c))
			}
		}
	}
	return strings.NewReplacer(
		"@USAGE@", roff(app.Usage),
		"@SYNOPSIS@", strings.Join(synopsis, "\n.br\n"),
		"@COMMANDS@", strings.Join(commands, "\n"),
		"@FORMATS@", strings.Join(formats, "\n"),
	).Replace(manSource)
}

func visible(commands []*cli.Command) []*cli.Command {
	var list []*cli.Command
	for _, c := range commands {
		if !c.Hidden {
			list = append(list, c)
		}
	}
	return list
}

// manCall says how a command is called.
func manCall(app *cli.App, c *cli.Command) string {
	call := `\fB` + roff(app.Name+" "+c.Name) + `\fR`
	if len(c.Flags) > 0 {
		call += ` [\fIoption\fR ...]`
	}
	if c.ArgsUsage != "" {
		call += ` \fI` + roff(c.ArgsUsage) + `\fR`
	}
	return call
}

// manOf describes a command.
func manOf(c *cli.Command, call string) string {
	lines := []string{".SS " + roff(c.Name), call, ".PP", roff(capital(c.Usage)) + "."}
	if c.Description != "" {
		for _, p := range strings.Split(c.Description, "\n\n") {
			if strings.HasPrefix(p, "Exit codes:") { // the page has a section on them
				continue
			}
			text, table, found := strings.Cut(p, "\n  ")
			lines = append(lines, ".PP", roff(strings.ReplaceAll(text, "\n", " ")))
			if found { // keep its lines
				lines = append(lines, ".nf", "  "+roff(table), ".fi")
			}
		}
	}
	for _, f := range c.VisibleFlags() {
		if name := flagName(f); name != "help" {
			value, doc := usageOf(f)
			if s, ok := f.(*cli.StringFlag); ok && s.Value != "" {
				doc += " (default: " + s.Value + ")"
			}
			term := `\fB` + roff("--"+name) + `\fR`
			if value != "" {
				term += ` \fI` + roff(value) + `\fR`
			}
			lines = append(lines, manTerm(term, doc))
		}
	}
	return strings.Join(lines, "\n")
}

// manFormats lists the formats of a command.
func manFormats(c *cli.Command) string {
	lines := []string{".SS Formats of " + roff(c.Name)}
	for _, f := range formatOffers(c) {
		lines = append(lines, manTerm(`\fB`+roff(f.word)+`\fR`, f.doc))
	}
	return strings.Join(lines, "\n")
}

// manTerm is a paragraph about a term, which is roff.
func manTerm(term, doc string) string {
	return ".TP\n" + term + "\n" + roff(capital(doc)) + "."
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// roff escapes text for any place in the page. Text that is copied from the page to
// a shell keeps its characters.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}
