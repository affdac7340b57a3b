package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/home"
	"github.com/carbonlint/carbonlint/nearest"
	"github.com/carbonlint/carbonlint/rules"
)

// ruleFlags choose the rules and the releases they judge for.
func ruleFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "from", Usage: "take the configuration to come from Carbon `RELEASE` (default: detected)"},
		&cli.StringFlag{Name: "target", Value: home.V443.String(), Usage: "judge for Carbon `RELEASE`"},
		&cli.StringSliceFlag{Name: "select", Usage: "run these `RULES` only, separated by commas"},
		&cli.StringSliceFlag{Name: "ignore", Usage: "leave these `RULES` out"},
		&cli.StringFlag{Name: "fail-on", Value: "warning", Usage: "exit with 1 from this `SEVERITY` on: error, warning, info or never"},
	}
}

// ruleOptions reads ruleFlags.
func ruleOptions(c *cli.Context) (rules.Options, error) {
	opt := rules.Options{}
	var err error
	if s := c.String("from"); s != "" {
		if opt.From, err = knownRelease("--from", s, sources()); err != nil {
			return opt, err
		}
	}
	if opt.Target, err = knownRelease("--target", c.String("target"), targets()); err != nil {
		return opt, err
	}
	opt.Rules, err = chooseRules(c.StringSlice("select"), c.StringSlice("ignore"))
	return opt, err
}

// targets are the releases whose changes the rules know.
func targets() []home.Version {
	return []home.Version{home.V420, home.V430, home.V440, home.V441, home.V442, home.V443}
}

// sources are the releases a configuration may come from: the later 4.4.x too.
func sources() []home.Version {
	list := targets()
	for patch := home.V443.Patch + 1; patch <= lastPatch; patch++ {
		list = append(list, home.Version{Major: 4, Minor: 4, Patch: patch})
	}
	return list
}

// lastPatch is the last 4.4.x release of the kernel that products shipped with.
const lastPatch = 41

func knownRelease(flag, s string, known []home.Version) (home.Version, error) {
	v, err := home.ParseVersion(s)
	var names []string
	for _, k := range known {
		if err == nil && k == v {
			return v, nil
		}
		if k.Compare(home.V443) <= 0 {
			names = append(names, k.String())
		}
	}
	list := strings.Join(names, ", ")
	if len(known) > len(names) {
		list += " and the later 4.4.x"
	}
	return v, usagef("%s %q is not a known release%s (known: %s)", flag, s, nearest.Hint(s, names), list)
}

func chooseRules(selected, ignored []string) ([]*rules.Rule, error) {
	keep := map[string]bool{}
	for _, id := range selected {
		r, err := ruleByID(strings.TrimSpace(id))
		if err != nil {
			return nil, err
		}
		keep[r.ID] = true
	}
	drop := map[string]bool{}
	for _, id := range ignored {
		r, err := ruleByID(strings.TrimSpace(id))
		if err != nil {
			return nil, err
		}
		drop[r.ID] = true
	}
	var list []*rules.Rule
	for _, r := range rules.All() {
		if (len(keep) == 0 || keep[r.ID]) && !drop[r.ID] {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return nil, usagef("--select and --ignore leave no rule to run")
	}
	return list, nil
}

// failOn is the severity from which on findings fail the run; 0 for never.
func failOn(s string) (rules.Severity, error) {
	if s == "never" {
		return 0, nil
	}
	v, err := rules.ParseSeverity(s)
	if err != nil {
		return 0, usagef("--fail-on %q: write error, warning, info or never%s", s, nearest.Hint(s, []string{"error", "warning", "info", "never"}))
	}
	return v, nil
}
