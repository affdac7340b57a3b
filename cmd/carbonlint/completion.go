package main

import (
	"embed"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/usage"
)

//go:embed completion
var completions embed.FS

func completionCommand() *cli.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cli.Command{
		Name:      "completion",
		Usage:     "print the completion script for a shell",
		ArgsUsage: "bash|zsh|fish|powershell",
		Action: func(c *cli.Context) error {
			shell := c.Args().First()
			for _, s := range shells {
				if s == shell && c.NArg() == 1 {
					script, err := completions.ReadFile("completion/" + s)
					if err != nil {
						return fmt.Errorf("read the completion script for %s: %w", s, err)
					}
					_, err = c.App.Writer.Write(script)
					return err
				}
			}
			return usage.Errorf("completion needs one of bash, zsh, fish, powershell")
		},
	}
}
