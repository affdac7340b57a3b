package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/config"
)

func configCommand() *cli.Command {
	return &cli.Command{
		Name:      "config",
		Usage:     "print the configuration in force for a home or directory, and where each value comes from",
		ArgsUsage: "[DIR]",
		Flags: append(ruleFlags(),
			&cli.StringFlag{Name: "file", Usage: "show what holds for one `FILE` of the home"},
			&cli.BoolFlag{Name: "schema", Usage: "print the JSON schema of " + config.Name + " for editors"},
		),
		Action: func(c *cli.Context) error {
			if c.Bool("schema") {
				_, err := io.WriteString(c.App.Writer, config.Schema(names().RuleIDs()))
				return err
			}
			if c.NArg() > 1 {
				return usagef("config takes one directory at a time")
			}
			flags, err := settings(c)
			if err != nil {
				return err
			}
			dir := c.Args().First()
			if dir == "" {
				dir = "."
			}
			if _, err := os.Stat(dir); err != nil {
				return fmt.Errorf("read %s: %w", dir, reason(err))
			}
			loader := &config.Loader{Names: names(), File: c.String("config")}
			file, err := loader.For(dir)
			if err != nil {
				return err
			}
			return config.New(loader.Names, file, file.Rel(dir), flags).Write(c.App.Writer, c.String("file"))
		},
	}
}
