package rules

import "fmt"

// Severity says how much a finding matters.
type Severity int

const (
	// Info is worth knowing; nothing breaks.
	Info Severity = iota + 1
	// Warning is behaviour that differs from that of the target release, or a decision
	// that the upgrade guide asks for.
	Warning
	// Error is a server that does not start, or that loses a port, data or
	// protection.
	Error
)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

func (s Severity) String() string {
	if s < Info || s > Error {
		return fmt.Sprintf("Severity(%d)", int(s))
	}
	return severityNames[s]
}

// MarshalText writes the severity as ParseSeverity reads it.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads "error", "warning" or "info".
func ParseSeverity(s string) (Severity, error) {
	for v := Info; v <= Error; v++ {
		if severityNames[v] == s {
			return v, nil
		}
	}
	return 0, fmt.Errorf("%q is not a severity: write error, warning or info", s)
}

// UnmarshalText is ParseSeverity for decoders.
func (s *Severity) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSeverity(string(text))
	return err
}
