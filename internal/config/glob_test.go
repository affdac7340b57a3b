package config_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/config"
)

// TestAllGlobsAreBounded: many globs are as much work as large ones.
func TestAllGlobsAreBounded(t *testing.T) {
	text := "exclude:\n" + strings.Repeat("  - '"+strings.Repeat("*a", 200)+"'\n", 200)
	_, err := config.Parse("c.yaml", ".", ".", []byte(text), config.Names{})
	var e *config.Error
	if !errors.As(err, &e) || e.Line != 164 || e.Col != 5 {
		t.Errorf("error %v", err)
	}
	text = "suppress:\n" + strings.Repeat("  - {}\n", 5000)
	if _, err = config.Parse("c.yaml", ".", ".", []byte(text), config.Names{}); !strings.Contains(err.Error(), "more than 2000 suppressions") {
		t.Error("any number of suppressions is read")
	}
}
