package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/rules"
)

// allRules are the rules about servers and the one about suppressions.
func allRules() []*rules.Rule { return append(rules.All(), suppress.Rule) }

// names are the rules and releases that flags and configuration files may name.
func names() config.Names {
	return config.Names{Rules: allRules(), Releases: home.Releases()}
}

// ruleFlags are the flags that choose rules and releases.
func ruleFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "config", Usage: "read the configuration from `FILE` (default: the first " + config.Name + " in the home or above it)"},
		&cli.StringFlag{Name: "from", Usage: "assume that the configuration comes from Carbon `RELEASE` (default: detected)"},
		&cli.StringFlag{Name: "target", Usage: "check for an upgrade to Carbon `RELEASE` (default: " + home.V443.String() + "; later 4.4.x are checked as " + home.LastKnown.String() + ")"},
		&cli.StringSliceFlag{Name: "select", Usage: "run only these `RULES`, separated by commas"},
		&cli.StringSliceFlag{Name: "ignore", Usage: "do not run these `RULES`, separated by commas"},
		&cli.StringFlag{Name: "fail-on", Usage: "exit 1 on findings of at least `SEVERITY`: error, warning, info or never (default: warning)"},
		&cli.BoolFlag{Name: "allow-unchecked", DisableDefaultText: true, Usage: "do not exit 3 if there is a home of which no rule checks a file"},
		&cli.StringFlag{Name: "baseline", Usage: "fail only on findings not in `FILE`"},
	}
}

// settings reads ruleFlags.
func settings(c *cli.Context) (config.Settings, error) {
	var s config.Settings
	if c.IsSet("from") {
		v, err := knownRelease("--from", c.String("from"))
		if err != nil {
			return s, err
		}
		s.Origin = config.Flag("from", v)
	}
	if c.IsSet("target") {
		v, err := knownRelease("--target", c.String("target"))
		if err != nil {
			return s, err
		}
		s.Target = config.Flag("target", v)
	}
	if c.IsSet("fail-on") {
		v, err := failOn(c.String("fail-on"))
		if err != nil {
			return s, err
		}
		s.FailOn = config.Flag("fail-on", v)
	}
	if c.IsSet("allow-unchecked") {
		s.AllowUnchecked = config.Flag("allow-unchecked", c.Bool("allow-unchecked"))
	}
	if c.IsSet("baseline") {
		s.Baseline = config.Flag("baseline", c.String("baseline"))
	}
	var err error
	if s.Select, err = ruleList(c, "select"); err != nil {
		return s, err
	}
	if s.Ignore, err = ruleList(c, "ignore"); err != nil {
		return s, err
	}
	if nothingLeft(s) {
		return s, usage.Errorf("no rule is left to run: --ignore names every selected rule")
	}
	if c.Bool("unsafe-fixes") {
		s.AllUnsafe = config.Flag("unsafe-fixes", true)
	}
	return s, nil
}

// ruleList reads a flag that names rules.
func ruleList(c *cli.Context, flag string) ([]config.Value[string], error) {
	var list []config.Value[string]
	for _, id := range strings.Split(strings.Join(c.StringSlice(flag), ","), ",") {
		if id == "" {
			continue
		}
		r, err := ruleByID(strings.TrimSpace(id))
		if err != nil {
			return nil, err
		}
		list = append(list, config.Flag(flag, r.ID))
	}
	return list, nil
}

// nothingLeft reports whether the flags leave no rule to run.
func nothingLeft(s config.Settings) bool {
	ignored := map[string]bool{}
	for _, id := range s.Ignore {
		ignored[id.V] = true
	}
	selected := s.Select
	if len(selected) == 0 {
		for _, r := range allRules() {
			selected = append(selected, config.Value[string]{V: r.ID})
		}
	}
	for _, id := range selected {
		if !ignored[id.V] {
			return false
		}
	}
	return true
}

// knownRelease reads a release that carbonlint knows.
func knownRelease(flag, s string) (home.Version, error) {
	v, err := home.ParseVersion(s)
	if err == nil && slices.Contains(home.Releases(), v) {
		return v, nil
	}
	names := releaseNames()
	return v, usage.Errorf("%s %q is not a known release%s (known: %s and the later 4.4.x)", flag, s, phrase.DidYouMean(s, names), strings.Join(names, ", "))
}

// releaseNames are the releases whose changes are known.
func releaseNames() []string {
	var names []string
	for _, v := range home.Releases() {
		if !home.LastKnown.Before(v) {
			names = append(names, v.String())
		}
	}
	return names
}

// failOn parses the lowest severity that fails a run; 0 for never.
func failOn(s string) (rules.Severity, error) {
	if s == "never" {
		return 0, nil
	}
	v, err := rules.ParseSeverity(s)
	if err != nil {
		return 0, usage.Errorf("--fail-on %q: write error, warning, info or never%s", s, phrase.DidYouMean(s, []string{"error", "warning", "info", "never"}))
	}
	return v, nil
}
