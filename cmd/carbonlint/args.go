package main

import (
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/nearest"
)

// flagsFirst moves the flags of a command in front of its paths, so that
// "check HOME --fix" means what it says: the flag package stops at the first
// path and would take --fix for another one. What follows "--" stays as it is.
func flagsFirst(app *cli.App, args []string) ([]string, error) {
	if len(args) < 2 {
		return args, nil
	}
	command := app.Command(args[1])
	if command == nil {
		return args, nil
	}
	flags := append([]string{}, args[:2]...)
	var paths []string
	rest := args[2:]
	for i := 0; i < len(rest); i++ {
		arg := rest[i]
		if arg == "--" {
			paths = append(paths, rest[i+1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			paths = append(paths, arg)
			continue
		}
		flags = append(flags, arg)
		if takesValue(command, arg) {
			if i+1 == len(rest) {
				return nil, usagef("%s needs a value", arg)
			}
			i++
			flags = append(flags, rest[i])
		}
	}
	if len(paths) == 0 {
		return flags, nil
	}
	return append(append(flags, "--"), paths...), nil
}

// takesValue reports whether the flag arg is followed by its value.
func takesValue(command *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, f := range command.Flags {
		for _, n := range f.Names() {
			if n == name {
				_, isBool := f.(*cli.BoolFlag)
				return !isBool
			}
		}
	}
	return false
}

// unknownCommand says that the first argument is no command, and what may have
// been meant: a command, or a path to check.
func unknownCommand(c *cli.Context) error {
	name := c.Args().First()
	var names []string
	for _, command := range c.App.VisibleCommands() {
		names = append(names, command.Name)
	}
	if hint := nearest.Hint(name, names); hint != "" {
		return usagef("no command %q%s", name, hint)
	}
	if _, err := os.Stat(name); err == nil {
		return usagef("no command %q; to check that path: carbonlint check %s", name, name)
	}
	return usagef("no command %q", name)
}
