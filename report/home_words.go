package report

import (
	"errors"
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
)

// reasonWords says why a file or directory was left out.
func reasonWords(s home.Skipped) string {
	of := s.Reason.Of
	switch s.Reason.Kind {
	case home.Excluded:
		return "excluded by " + of
	case home.GitIgnored:
		return "ignored by git"
	case home.GitIgnoredHome:
		return "ignored by git; to check it, give its path"
	case home.InsideServer:
		return "inside the server " + of + ", which does not read it; to check it, give its path"
	case home.MavenOutput:
		return "the output of a Maven build"
	case home.Backups:
		return "a directory of backups"
	case home.CopyOfDirectory:
		return "a copy of " + of + " by its name"
	case home.CopyOfFile:
		return "a copy of " + of + ", which the server does not read"
	case home.Copies:
		return "a directory of copies, which the server does not read"
	case home.EditorFile:
		return "left behind by an editor"
	case home.OtherAxis2:
		return "another version of axis2.xml, which the server reads under that name only"
	case home.Leftover:
		return "left behind by an interrupted run of carbonlint, may contain secrets; --fix removes it"
	case home.NotEncryptedYet:
		return "a user store that the server has yet to encrypt"
	case home.SameFile:
		return "the same file as " + of + ", which is judged"
	case home.SameDirectory:
		return "the same directory as " + of + ", which is read"
	case home.LinkAbove:
		return "skipped: a symbolic link to a directory above it"
	case home.NoReason:
	}
	if s.Err == nil {
		return "skipped"
	}
	return errorWords(s.Err)
}

// signWords says what a home was recognised by.
func signWords(h *home.Home) string {
	if len(h.Signs) == 0 {
		return ""
	}
	list := h.Signs[0]
	switch h.Layout {
	case home.LayoutFile:
		return "a single file, taken for " + list
	case home.LayoutFlat:
		if len(h.Signs) == 1 {
			return "a folder with " + list
		}
	case home.LayoutHome, home.LayoutProfile, home.LayoutTree:
	}
	switch n := len(h.Signs); {
	case n == 2:
		list += " and " + h.Signs[1]
	case n > 2:
		list += ", " + h.Signs[1] + " and more"
	}
	switch h.Layout {
	case home.LayoutFlat:
		return list + " side by side in one folder"
	case home.LayoutTree:
		return "a configuration directory with " + list
	case home.LayoutHome, home.LayoutProfile, home.LayoutFile:
	}
	return h.ConfDir + " holds " + list
}

// releaseWords is a release as far as it is known.
func releaseWords(r home.Release) string {
	if r.Is == home.Guessed {
		return r.String() + " (guessed)"
	}
	return r.String()
}

// evidenceWords says what shows the product or the release of a home.
func evidenceWords(e home.Evidence) string {
	has := strings.TrimSuffix(e.Path+" has "+e.What, " has ")
	switch e.Kind {
	case home.ProductSetting:
		return e.Path + " says " + e.What
	case home.VersionFile:
		return fmt.Sprintf("%s says %s", e.Path, e.Release)
	case home.ShippedWith:
		return fmt.Sprintf("%s ships with Carbon %s", e.What, e.Release)
	case home.CameWith:
		return fmt.Sprintf("%s, which came with %s", has, e.Release)
	case home.LastIn:
		return fmt.Sprintf("%s, last in %s", has, e.Release)
	case home.CameAfter:
		return fmt.Sprintf("%s, which came after %s", has, e.Release)
	case home.Carbon3:
		return e.Path + ", which Carbon 4 no longer has"
	case home.ProductFile, home.CoreJar:
	}
	return e.Path
}

// mixedWords says what shows the release of a file among files of several.
func mixedWords(m home.FileRelease) string {
	switch m.By {
	case home.VersionFile:
		return "the release of the server"
	case home.CoreJar:
		return "the core of the server"
	case home.ShippedWith, home.ProductFile, home.ProductSetting:
		return m.What + " ships with it"
	default:
		return m.What
	}
}

// errorWords is an error of a file, and what can be done about it.
func errorWords(err error) string {
	if errors.Is(err, home.ErrHomeTooLarge) {
		return err.Error() + "; move other files out of it or use --exclude"
	}
	return err.Error()
}

// Advice says what can be done about an error of the search for homes; "" for
// others. It continues the sentence of the error.
func Advice(err error) string {
	none := (*home.NoConfiguration)(nil)
	switch {
	case errors.Is(err, home.ErrNoRule):
		return "; name a file that the server reads, such as repository/conf/carbon.xml, or the directory of the server"
	case !errors.As(err, &none):
		return ""
	}
	const shown = 5
	var b strings.Builder
	b.WriteString(": looked for repository/conf and for directories with carbon.xml, user-mgt.xml, registry.xml, axis2/axis2.xml, " +
		"axis2/tenant-axis2.xml, tomcat/catalina-server.xml or datasources/*-datasources.xml, or templates of them")
	for i, s := range none.Skipped {
		if i == shown {
			fmt.Fprintf(&b, "; and %d more", len(none.Skipped)-i)
			break
		}
		fmt.Fprintf(&b, "; left out %s: %s", s.Path, reasonWords(s))
	}
	return b.String()
}
