package main

import (
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/usage"
)

// flagsFirst moves the flags of a command in front of its paths. The flag package
// stops at the first path, and would take the flag of "check HOME --fix" for
// another path. Words after "--" are paths. An unknown flag and one without its
// value are errors.
func flagsFirst(app *cli.App, args []string) ([]string, error) {
	if len(args) < 2 {
		return args, nil
	}
	command := app.Command(args[1])
	if command == nil {
		return args, misplaced(app, args[1])
	}
	flags := append([]string{}, args[:2]...)
	var paths []string
	rest := args[2:]
	for i := 0; i < len(rest); i++ {
		arg := rest[i]
		switch {
		case arg == "--":
			paths = append(paths, rest[i+1:]...)
			i = len(rest)
			continue
		case !isFlag(arg):
			paths = append(paths, arg)
			continue
		case isHelp(arg):
			return []string{args[0], args[1], "--help"}, nil
		}
		name, value, assigned := strings.Cut(arg, "=")
		f := flagNamed(command, name)
		if f == nil {
			return nil, usage.Errorf("%s has no flag %s%s", command.Name, name, phrase.DidYouMean(name, flagNames(command)))
		}
		flags = append(flags, arg)
		if _, isBool := f.(*cli.BoolFlag); isBool {
			continue
		}
		if !assigned && i+1 < len(rest) {
			i++
			if value = rest[i]; isFlag(value) {
				return nil, usage.Errorf("%s needs a value, but %s is a flag; to use it as the value, write %s=%s", name, value, name, value)
			}
			flags = append(flags, value)
		}
		if value == "" {
			return nil, usage.Errorf("%s needs a value", name)
		}
	}
	if len(paths) == 0 {
		return flags, nil
	}
	return append(append(flags, "--"), paths...), nil
}

// isFlag reports whether a word is a flag; - alone is standard input.
func isFlag(arg string) bool { return len(arg) > 1 && arg[0] == '-' }

func isHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// misplaced returns the error for a flag where a command belongs, nil for others.
func misplaced(app *cli.App, arg string) error {
	name, _, _ := strings.Cut(arg, "=")
	if !isFlag(arg) || isHelp(arg) || arg == "-v" || strings.TrimLeft(arg, "-") == "version" {
		return nil
	}
	for _, command := range app.Commands {
		if flagNamed(command, name) != nil {
			return usage.Errorf("%s goes after the command: carbonlint %s %s", name, command.Name, name)
		}
	}
	return usage.Errorf("no flag %s", name)
}

func flagNames(command *cli.Command) []string {
	var names []string
	for _, f := range command.Flags {
		names = append(names, "--"+f.Names()[0])
	}
	return names
}

// takesValue reports whether the flag arg is followed by its value.
func takesValue(command *cli.Command, arg string) bool {
	if strings.Contains(arg, "=") {
		return false
	}
	f := flagNamed(command, arg)
	_, isBool := f.(*cli.BoolFlag)
	return f != nil && !isBool
}

// unknownCommand returns an error that suggests what the first argument may have
// been meant as: a command, or a path to check.
func unknownCommand(c *cli.Context) error {
	name := c.Args().First()
	var names []string
	for _, command := range c.App.VisibleCommands() {
		names = append(names, command.Name)
	}
	if hint := phrase.DidYouMean(name, names); hint != "" {
		return usage.Errorf("no command %q%s", name, hint)
	}
	if _, err := os.Stat(name); err == nil {
		return usage.Errorf("no command %q; to check that path: carbonlint check %s", name, name)
	}
	return usage.Errorf("no command %q (commands: %s)", name, strings.Join(names, ", "))
}
