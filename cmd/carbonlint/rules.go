package main

import (
	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

func rulesCommand() *cli.Command {
	return &cli.Command{
		Name:      "rules",
		Usage:     "list the rules, or explain one",
		ArgsUsage: "[ID]",
		Flags:     []cli.Flag{colorFlag()},
		Action: func(c *cli.Context) error {
			opt, err := textOptions(c, c.App.Writer)
			if err != nil {
				return err
			}
			switch c.NArg() {
			case 0:
				return report.RuleList(c.App.Writer, allRules(), opt)
			case 1:
				rule, err := ruleByID(c.Args().First())
				if err != nil {
					return err
				}
				return report.ExplainRule(c.App.Writer, rule, opt)
			}
			return usage.Errorf("rules takes at most one rule")
		},
	}
}

func ruleByID(id string) (*rules.Rule, error) {
	var ids []string
	for _, r := range allRules() {
		if r.ID == id {
			return r, nil
		}
		ids = append(ids, r.ID)
	}
	return nil, usage.Errorf("no rule %q%s (list them with: carbonlint rules)", id, phrase.DidYouMean(id, ids))
}
