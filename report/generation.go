package report

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/home"
)

// nothingChecked is the note of a home without findings of which no rule checked a
// file, so that it does not look like one in which all is well.
const nothingChecked = "No rule that ran is about a file here. Without findings, this home may still need changes."

// generationNote says what the upgrade to 4.4.3 means for servers of the home's
// generation; "" for those that the upgrade guide is about, and for unknown ones.
func generationNote(h *home.Home) string {
	if h.Generated {
		if toml := h.File("deployment.toml"); toml != nil {
			return fmt.Sprintf("The server generates its XML files from %s at each start and overwrites edits of them. "+
				"carbonlint checks neither. Make your changes in %s.", toml.Path, toml.Path)
		}
		return "Carbon 4.5 and later generate their XML files from these templates and deployment.toml at each start. " +
			"The upgrade to 4.4.3 does not apply to them; carbonlint checks none of them."
	}
	switch h.Generation {
	case home.Generation3:
		return "This is Carbon 3. The upgrade guide to 4.4.3 starts from Carbon 4, so other steps come first. " +
			"carbonlint checks only the files that Carbon 4 has in the same place."
	case home.Generation40:
		return "This is Carbon 4.0 or 4.1. The upgrade guide to 4.4.3 starts from a later release. " +
			"Upgrade to 4.2.0 first; carbonlint does not check that part."
	case home.Generation45:
		return "This is Carbon 4.5 or later, newer than 4.4.3. carbonlint checks its settings against what 4.4.3 expects."
	case home.Generation5:
		return "This is Carbon 5, which is configured in YAML. The upgrade to 4.4.3 does not apply to it."
	case home.GenerationUnknown, home.Generation4:
	}
	return ""
}
