package rules

import (
	"path"
	"slices"
	"strings"
)

// Settings names settings of one file.
type Settings struct {
	// File is a name or pattern below the configuration directory, as path.Match
	// has it; "" means any file.
	File string
	// Names are "/x" for an element and all it holds, "[x]" for an element with
	// that name attribute, "@x" for an attribute, "" for all of the file.
	Names []string
}

// About names the rules of All that judge a setting: see AboutIn.
func About(conf, p string) []string { return AboutIn(All(), conf, p) }

// AboutIn names the rules of list that judge the setting at p, a path as
// identity.Path has it, with /@name after it for an attribute, or the key in a
// properties file. With an empty p it names those that judge the file as a
// whole. Conf is the file's name below the configuration directory, such as
// "tomcat/catalina-server.xml".
func AboutIn(list []*Rule, conf, p string) []string {
	p = strings.ToLower(p) // a name in the wrong case is the rule's business too
	var ids []string
	for _, r := range list {
		if slices.ContainsFunc(r.Settings, func(s Settings) bool { return s.hold(conf, p) }) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// hold reports whether the setting at p, in lower case, of the file conf is one
// of s.
func (s Settings) hold(conf, p string) bool {
	if ok, err := path.Match(s.File, conf); s.File != "" && (err != nil || !ok) {
		return false
	}
	return slices.ContainsFunc(s.Names, func(name string) bool { return names(strings.ToLower(name), p) })
}

// names reports whether setting, an item of Settings.Names, means the setting at p.
func names(setting, p string) bool {
	switch {
	case setting == "":
		return true
	case setting[0] == '[':
		return strings.Contains(p, "[@name='"+setting[1:len(setting)-1]+"']")
	case setting[0] == '@':
		_, attr, found := strings.Cut(p[strings.LastIndexByte(p, '/')+1:], "@")
		name := setting[1:]
		return found && (attr == name || strings.HasSuffix(attr, ":"+name))
	}
	_, rest, found := strings.Cut(p, setting)
	return found && (rest == "" || rest[0] == '/' || rest[0] == '[')
}
