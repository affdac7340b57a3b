package main

import (
	"errors"
	"flag"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/usage"
)

// errHelp says that a command is asked for its help.
var errHelp = errors.New("help is asked for")

// readArgs reads the words behind a command: flags and paths in any order. The flag
// package would stop at the first path, and take the flag of "check HOME --fix" for
// another path. Words after "--" are paths. An unknown flag and one without its
// value are errors.
//
// The set holds what the flags of the command are, given or not. cli could fill it
// too, but looks for each flag among all others, several times, with a regular
// expression: reading the flags then costs more than reading a file.
func readArgs(command *cli.Command, words []string) (*flag.FlagSet, error) {
	set := flagDefaults(command)
	lists := map[string][]string{} // of the flags that may be given several times
	var paths []string
	for i := 0; i < len(words); i++ {
		arg := words[i]
		switch {
		case arg == "--":
			paths = append(paths, words[i+1:]...)
			i = len(words)
			continue
		case !isFlag(arg):
			paths = append(paths, arg)
			continue
		case isHelp(arg):
			return nil, errHelp
		}
		name, value, assigned := strings.Cut(arg, "=")
		f := flagNamed(command, name)
		if f == nil || strings.HasPrefix(name, "---") {
			return nil, usage.Errorf("%s has no flag %s%s", command.Name, name, phrase.DidYouMean(name, flagNames(command)))
		}
		if _, isBool := f.(*cli.BoolFlag); isBool {
			if !assigned {
				value = "true"
			}
			if set.Set(flagName(f), value) != nil {
				return nil, usage.Errorf("%s: write %s or %s=false", arg, name, name)
			}
			continue
		}
		if !assigned && i+1 < len(words) {
			i++
			if value = words[i]; isFlag(value) {
				return nil, usage.Errorf("%s needs a value, but %s is a flag; to use it as the value, write %s=%s", name, value, name, value)
			}
		}
		if value == "" {
			return nil, usage.Errorf("%s needs a value", name)
		}
		name = flagName(f)
		if _, several := f.(*cli.StringSliceFlag); several {
			lists[name] = append(lists[name], strings.TrimSpace(value))
		} else if err := set.Set(name, value); err != nil {
			return nil, usage.Errorf("%s: %v", arg, err)
		}
	}
	for _, f := range command.Flags {
		if f, ok := f.(*cli.StringSliceFlag); ok { // its Set would split globs at commas
			set.Var(cli.NewStringSlice(lists[f.Name]...), f.Name, "")
		}
	}
	return set, set.Parse(append([]string{"--"}, paths...))
}

// flagDefaults are the flags of a command with the values they have when they are
// not given, without those that may be given several times.
func flagDefaults(command *cli.Command) *flag.FlagSet {
	set := flag.NewFlagSet(command.Name, flag.ContinueOnError)
	for _, f := range command.Flags {
		switch f := f.(type) {
		case *cli.StringFlag:
			set.String(f.Name, f.Value, "")
		case *cli.BoolFlag:
			set.Bool(f.Name, f.Value, "")
		}
	}
	return set
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

// flagName is the name of a flag; ours have no others. cli's Names compiles them
// from a list, with a regular expression.
func flagName(f cli.Flag) string {
	switch f := f.(type) {
	case *cli.StringFlag:
		return f.Name
	case *cli.BoolFlag:
		return f.Name
	case *cli.StringSliceFlag:
		return f.Name
	}
	return f.Names()[0]
}

func flagNames(command *cli.Command) []string {
	var names []string
	for _, f := range command.Flags {
		names = append(names, "--"+flagName(f))
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
