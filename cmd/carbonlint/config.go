package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

func configCommand() *cli.Command {
	return &cli.Command{
		Name:      "config",
		Usage:     "print the effective configuration of a home or directory, and where each value comes from",
		ArgsUsage: "[DIR]",
		Flags: append(ruleFlags(),
			&cli.StringFlag{Name: "file", Usage: "show the values for one `FILE` of the home"},
			&cli.BoolFlag{Name: "schema", DisableDefaultText: true, Usage: "print the JSON schema of " + config.Name + ", for editors"},
		),
		Action: func(c *cli.Context) error {
			if c.Bool("schema") {
				_, err := io.WriteString(c.App.Writer, config.Schema(names().RuleIDs()))
				return err
			}
			if c.NArg() > 1 {
				return usage.Errorf("config takes at most one directory")
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
				return fmt.Errorf("read %s: %w", dir, writefile.Reason(err))
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
