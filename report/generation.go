package report

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// nothingChecked is the note of a home without findings of which no rule checked a
// file, so that it does not look like one in which all is well.
const nothingChecked = "No rule that ran is about a file here. Without findings, this home may still need changes."

// homeNote says what a reader must know about the release of a home before its
// findings; "" for an older home of the usual generation.
func homeNote(r *rules.Result) string {
	return strings.TrimSpace(pastNote(r) + " " + generationNote(r.Home, r.Target) + " " + targetNote(r))
}

// targetNote says by which release a later one was checked.
func targetNote(r *rules.Result) string {
	if r.Asked == r.Target {
		return ""
	}
	return fmt.Sprintf("%s is checked as %s, the last release whose changes carbonlint knows.", r.Asked, r.Target)
}

// pastNote says that a home is at the target already, or past it.
func pastNote(r *rules.Result) string {
	switch {
	case r.Past() && !r.Home.Generated:
		return fmt.Sprintf("This home is of Carbon %s, past %s. carbonlint reports faults, but asks for no default of %s.", r.From, r.Target, r.Target)
	case r.From.After(r.Target):
		return fmt.Sprintf("This home is of Carbon %s, past %s.", r.From, r.Target)
	case r.From.Version == r.Target && (r.From.Is == home.Exactly || r.From.Is == home.AtLeast):
		return fmt.Sprintf("This home is of Carbon %s already.", r.From)
	}
	return ""
}

// generationNote says what the upgrade to target means for servers of the home's
// generation; "" for those that the upgrade guide is about, and for unknown ones.
func generationNote(h *home.Home, target home.Version) string {
	if h.Generated {
		if toml := h.File("deployment.toml"); toml != nil {
			return fmt.Sprintf("The server generates its XML files from %s at each start and overwrites edits of them. "+
				"carbonlint checks neither. Make your changes in %s.", toml.Path, toml.Path)
		}
		return fmt.Sprintf("Carbon 4.5 and later generate their XML files from these templates and deployment.toml at each start. "+
			"The upgrade to %s does not apply to them; carbonlint checks none of them.", target)
	}
	switch h.Generation {
	case home.Generation3:
		return "This is Carbon 3. The upgrade guide starts from Carbon 4, so other steps come first. " +
			"carbonlint checks only the files that Carbon 4 has in the same place."
	case home.Generation40:
		return "This is Carbon 4.0 or 4.1. The upgrade guide starts from a later release. " +
			"Upgrade to 4.2.0 first; carbonlint does not check that part."
	case home.Generation5:
		return fmt.Sprintf("This is Carbon 5, which is configured in YAML. The upgrade to %s does not apply to it.", target)
	case home.GenerationUnknown, home.Generation4, home.Generation45:
	}
	return ""
}
