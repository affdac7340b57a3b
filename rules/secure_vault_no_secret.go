package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

const cipherText = "security/cipher-text.properties"

// secrets are the aliases that the vault has a secret for.
type secrets struct {
	file    string // where they are kept
	missing bool   // the file is not there
	aliases map[string]property
	unknown string // why they are not known; "" when they are
}

// judgeCipherText reports the aliases of a file that the vault has no secret for.
func judgeCipherText(p *Pass, s secrets, asked []alias) {
	if len(asked) == 0 {
		return
	}
	first := asked[0]
	switch {
	case s.unknown != "":
		p.CannotJudge(first.doc, first.span, "whether the vault has a secret for the alias is not known: "+s.unknown)
	case s.missing:
		p.Report(Finding{
			Code: "no-cipher-text", Doc: first.doc, Span: first.span,
			Message: fmt.Sprintf("The file has %s of Secure Vault, but %s, which stores the secrets, does not exist.", vaultAliases(asked), s.file),
			Effect:  "The vault has no secrets, and the server uses the name of each alias as the password.",
			Hint:    "Copy cipher-text.properties from the old home, or create it with the cipher tool.",
		})
	default:
		for _, a := range asked {
			judgeSecret(p, s, a)
		}
	}
}

func judgeSecret(p *Pass, s secrets, a alias) {
	f := Finding{
		Code: "no-secret", Doc: a.doc, Span: a.span,
		Message: fmt.Sprintf("%s has no secret for the alias %s.", s.file, phrase.Quote(a.token)),
		Effect:  "The server uses the name of the alias as the password.",
		Hint:    "Add the alias to cipher-tool.properties and run the cipher tool, or correct the name.",
	}
	got, ok := s.aliases[a.token]
	switch {
	case !ok || got.value == "" && !got.code:
		p.Report(f)
	case got.cond != nil:
		p.CannotJudge(a.doc, a.span, fmt.Sprintf("%s has the alias only under %s", s.file, got.cond))
	}
}

// vaultAliases counts those of used that are aliases of the vault: "2 aliases".
func vaultAliases(used []alias) string {
	count := 0
	for _, a := range used {
		if a.known {
			count++
		}
	}
	return phrase.Count(count, "alias")
}

// readSecrets reads which aliases the vault has secrets for: those of the file that
// secret-conf.properties names, where that is the only repository. Source: init of
// FileBaseSecretRepository.java.
func readSecrets(h *home.Home, v vault) secrets {
	if r := last(v.conf, "secretRepositories"); r != nil && (r.value != "file" || r.code) {
		return secrets{unknown: "it stores them in a repository other than the file"}
	}
	conf, file := cipherText, path.Join(h.ConfDir, cipherText)
	if l := last(v.conf, "secretRepositories.file.location"); l != nil {
		at, ok := placeOf(l.value, "")
		if l.code || !ok || !at.inHome {
			return secrets{unknown: "it stores them outside the home, or in a place that is not known"}
		}
		if !strings.HasSuffix("/"+at.path, "/conf/"+cipherText) {
			file, conf = at.path, ""
		}
	}
	f := h.File(conf)
	if conf == "" {
		f = h.ByPath(file)
	}
	switch gap := h.GapAt(cipherText); {
	case f == nil && conf != "" && gap.Kind != home.NoGap:
		return secrets{unknown: gapWords(gap)}
	case f == nil && conf == "":
		return secrets{unknown: "it stores them in " + file + ", which is not part of the configuration"}
	case f == nil:
		return secrets{file: file, missing: true}
	case f.Err != nil:
		return secrets{unknown: f.Path + " cannot be read"}
	}
	s := secrets{file: f.Path, aliases: map[string]property{}}
	for _, a := range readProperties(f) {
		s.aliases[a.key] = a // the last one counts
		if strings.ContainsAny(a.key, "<{%") {
			s.unknown = "template code gives an alias in " + f.Path
		}
	}
	return s
}
