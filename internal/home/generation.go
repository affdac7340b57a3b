package home

import (
	"path"
	"strings"
)

// Generation is a group of Carbon releases that are configured alike.
type Generation int

const (
	// GenerationUnknown is that of a home whose release is unknown; it
	// is judged like one of Generation4.
	GenerationUnknown Generation = iota
	// Generation3 is Carbon 3.x.
	Generation3
	// Generation40 is Carbon 4.0 and 4.1.
	Generation40
	// Generation4 is Carbon 4.2 to 4.4, which the upgrade guide to 4.4.3 is about.
	Generation4
	// Generation45 is Carbon 4.5 and later, configured in deployment.toml.
	Generation45
	// Generation5 is Carbon 5, configured in YAML.
	Generation5
)

func (g Generation) String() string {
	return [...]string{"unknown", "Carbon 3", "Carbon 4.0 and 4.1", "Carbon 4.2 to 4.4", "Carbon 4.5 and later", "Carbon 5"}[g]
}

// generationOf is the generation of a known release.
func generationOf(v Version) Generation {
	switch {
	case !v.Known():
		return GenerationUnknown
	case v.Major <= 3:
		return Generation3
	case v.Major >= 5:
		return Generation5
	case v.Minor < 2:
		return Generation40
	case v.Minor >= 5:
		return Generation45
	}
	return Generation4
}

// detectGeneration finds out what kind of server it is. Since Carbon 4.5.0 the server writes its XML from one file
// at each start. Source: the release notes of the kernel's tag v4.5.0.
func (h *Home) detectGeneration() {
	h.Generation = generationOf(h.Carbon.Version)
	if h.File("deployment.toml") != nil {
		h.Generated = true
		if h.Carbon.Is != Exactly {
			h.Generation = Generation45
		}
		return
	}
	switch {
	case h.holdsTemplates():
		h.Generation, h.Generated = Generation45, true
		return
	case h.Generation == GenerationUnknown && (h.File("carbon.yml") != nil || h.File("deployment.yaml") != nil):
		h.Generation = Generation5
	case h.Generation == GenerationUnknown && h.File("mgt-transports.xml") != nil:
		h.Generation = Generation3
		h.note(Evidence{Kind: Carbon3, Path: path.Join(h.ConfDir, "mgt-transports.xml")})
	}
}

// generatedFrom is where a server of Carbon 4.5 has the templates of its XML.
const generatedFrom = "repository/resources/conf/templates"

// holdsTemplates reports whether h is made up of those templates.
func (h *Home) holdsTemplates() bool {
	return strings.Contains("/"+path.Join(h.dir, h.ConfDir)+"/", "/"+generatedFrom+"/")
}
