package home

import (
	"slices"
	"strings"
)

// kernel is the Carbon release that some versions of a product ship with.
type kernel struct {
	product  string // as bin/version.txt and Name in carbon.xml have it
	versions []string
	carbon   Version
}

// kernels lists the products whose kernel is known for certain; one that is not
// here is unknown, not guessed.
//
// Sources: WSO2's release matrix (wso2.com/products/carbon/release-matrix), in which
// the platform release Turing is Carbon 4.2.0 with the products on it ("Building
// from Source" of Data Services Server 3.1.0 says what Turing is); "About ESB" of
// Enterprise Service Bus 4.5.1; the READMEs of wso2-attic/private-paas-cartridges,
// which name the kernel's patches for a product; and for releases after Turing
// bin/wso2carbon-version.txt, the kernel's jars or bundles.info of published
// installations.
var kernels = []kernel{
	{"WSO2 API Manager", []string{"1.5.0", "1.6.0", "1.7.0", "1.8.0", "1.9.0", "1.9.1"}, V420},
	{"WSO2 API Manager", []string{"2.0.0"}, Version{4, 4, 7}},
	{"WSO2 API Manager", []string{"2.5.0"}, Version{4, 4, 32}},
	{"WSO2 API Manager", []string{"3.0.0"}, Version{4, 5, 1}},
	{"WSO2 Application Server", []string{"5.2.0", "5.2.1"}, V420},
	{"WSO2 Business Activity Monitor", []string{"2.4.0", "2.4.1", "2.5.0"}, V420},
	{"WSO2 Business Process Server", []string{"3.1.0", "3.2.0"}, V420},
	{"WSO2 Business Rules Server", []string{"2.1.0"}, V420},
	{"WSO2 Complex Event Processor", []string{"3.0.0", "3.1.0"}, V420},
	{"WSO2 Complex Event Processor", []string{"4.0.0"}, V441},
	{"WSO2 Complex Event Processor", []string{"4.2.0"}, Version{4, 4, 9}},
	{"WSO2 Data Services Server", []string{"3.1.0", "3.1.1", "3.2.0", "3.2.1", "3.2.2"}, V420},
	{"WSO2 Enterprise Integrator", []string{"6.3.0"}, Version{4, 4, 32}},
	{"WSO2 Enterprise Mobility Manager", []string{"1.0.0", "1.1.0"}, V420},
	{"WSO2 Enterprise Service Bus", []string{"4.5.1"}, Version{4, 0, 2}},
	{"WSO2 Enterprise Service Bus", []string{"4.8.0", "4.8.1"}, V420},
	{"WSO2 Enterprise Service Bus", []string{"4.9.0"}, V441},
	{"WSO2 Enterprise Service Bus", []string{"5.0.0"}, Version{4, 4, 8}},
	{"WSO2 Governance Registry", []string{"4.6.0"}, V420},
	{"WSO2 Governance Registry", []string{"5.1.0"}, V441},
	{"WSO2 Identity Server", []string{"4.5.0", "4.6.0", "5.0.0"}, V420},
	{"WSO2 Identity Server", []string{"5.3.0"}, Version{4, 4, 11}},
	{"WSO2 Identity Server", []string{"5.4.1"}, Version{4, 4, 22}},
	{"WSO2 Identity Server", []string{"5.7.0"}, Version{4, 4, 35}},
	{"WSO2 Message Broker", []string{"2.2.0"}, V420},
	{"WSO2 Storage Server", []string{"1.1.0"}, V420},
}

// kernelOf is the Carbon release that a product such as "WSO2 API Manager v2.0.0"
// ships with; unknown when the product or its version is.
func kernelOf(product string) Version {
	i := strings.LastIndexByte(product, ' ')
	if i < 0 {
		return Version{}
	}
	name, version := strings.TrimSpace(product[:i]), strings.TrimPrefix(product[i+1:], "v")
	for _, k := range kernels {
		if strings.EqualFold(k.product, name) && slices.Contains(k.versions, version) {
			return k.carbon
		}
	}
	return Version{}
}
