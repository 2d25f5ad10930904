// The APIs of gateways, whose CRDs the tests install. There is no code: `make controlplane` takes
// the files from this module into a cache outside the project.
module goldenpath.dev/tools/gateway

go 1.26.0

require sigs.k8s.io/gateway-api v1.4.1
