package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
)

// vault is the state of Secure Vault.
type vault struct {
	on bool
	// off says why it is off, unknown why that is not known; "" when it is on.
	off, unknown string
	// conf are the settings of secret-conf.properties when it is on.
	conf []property
}

const secretConf = "security/secret-conf.properties"

// readVault finds out whether the vault is on: it is when secret-conf.properties
// sets anything.
func readVault(h *home.Home) vault {
	f := h.File(secretConf)
	switch gap := h.GapAt(secretConf); {
	case f == nil && gap.Kind != home.NoGap:
		return vault{unknown: gapWords(gap)}
	case f == nil && partial(h):
		return vault{unknown: "conf/" + secretConf + ", which turns Secure Vault on, is not part of this tree"}
	case f == nil:
		return vault{off: "conf/" + secretConf + " does not exist"}
	case f.Err != nil:
		return vault{unknown: f.Path + " cannot be read"}
	}
	list := readProperties(f)
	var sometimes condition
	for _, line := range list {
		if line.cond == nil {
			return vault{on: true, conf: list}
		}
		sometimes = line.cond
	}
	if sometimes != nil {
		return vault{unknown: fmt.Sprintf("%s turns Secure Vault on only under %s", f.Path, sometimes)}
	}
	return vault{off: f.Path + " sets nothing"}
}

// partial reports whether h is only a part of a home: nothing of conf/security,
// and not all of the main files.
func partial(h *home.Home) bool {
	for _, f := range h.Files() {
		if strings.HasPrefix(f.Conf, "security/") {
			return false
		}
	}
	for _, conf := range mainFiles() {
		if len(h.Match(conf)) == 0 {
			return true
		}
	}
	return false
}
