# `make` alone says what there is. Needs JDK 17 or newer, Maven 3.8 or newer and, to get the control
# plane that tests and try-out run on, Go 1.26 or newer.
.DEFAULT_GOAL := help
.PHONY: help controlplane tools test it fmt golden transcripts run smoke bench faults failovers outages image plugin page pictures startup stops hostile previews scenarios rollouts waits clean

jar := target/golden-service-operator.jar
classpath := target/test-classpath.txt
sources := $(shell find src crds -type f 2>/dev/null) pom.xml
java = exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp target/classes:target/test-classes:$$(cat $(classpath))

help: ## Show this help
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

controlplane: ## Build etcd, kube-apiserver, kube-controller-manager and kubectl, once
	@tools/build controlplane
	@tools/build gateway

tools: controlplane ## Build all that the tests run: control plane, monitoring and GitOps tools, Helm, once
	@tools/build monitoring
	@tools/build monitoring-crds
	@tools/build envtest
	@tools/build prometheus2
	@tools/build gitops
	@tools/build helm

# What the try-out needs of the tools, which is much less to build.
.PHONY: tryout-tools
tryout-tools: controlplane
	@tools/build monitoring-crds

# What they run on if CLUSTER names no cluster: one sentence says which control plane was taken, and why.
.PHONY: tryout-cluster
tryout-cluster:
	@mkdir -p target
	@if [ -z "$$CLUSTER" ]; then tools/control-plane; fi >target/control-plane
	@tools/build gateway
	@tools/build monitoring-crds

test: tools ## Run all checks and tests
	mvn -B verify

# Without what only a release and ImageIT need: bill of materials, image layers, format check. ARGS
# go to Maven: ARGS=-Dmaven.failsafe.debug waits for a debugger on port 5005.
it: controlplane ## Run one test class or method, quickly: make it T=DriftIT, T=DriftIT#method
	@case '$(T)' in \
	  *IT|*IT#*) mvn -B -q verify -Dsurefire.skip -Dit.test='$(T)' \
	    -Dspotless.check.skip -Dcyclonedx.skip -Djib.skip $(ARGS) ;; \
	  *Test|*Test#*) mvn -B -q test -Dtest='$(T)' -Dspotless.check.skip $(ARGS) ;; \
	  *) echo 'T: "$(T)" is no test class; name one ending in IT or Test: make it T=DriftIT' >&2; exit 2 ;; \
	esac

fmt: ## Format the Java sources
	mvn -B -q spotless:apply

.PHONY: helm-tool
helm-tool:
	@tools/build helm

golden: helm-tool ## Write anew the committed files that the code renders
	mvn -B test -Dgolden.update=true -Dtest=ArchitecturePageTest,GoldenFilesTest,PicturesTest,PluginPageTest,WorkloadGoldenFilesTest,CrdFreshTest,ComponentPagesTest,EscapeHatchPageTest,SloScenariosPageTest,RolloutSimulationPageTest,HelmFilesTest,HelmEffectsTest,HelmPageTest,SchemaPageTest,AdmissionPageTest,RolesPageTest,EnvironmentPageTest,MetricsPageTest

# A page is only written if more than times differs.
transcripts: tryout-tools helm-tool ## Run the commands on the pages, and write what they print
	mvn -B -q verify -Dgolden.update=true -Dsurefire.skip -Dspotless.check.skip -Dcyclonedx.skip -Djib.skip $(ARGS) \
	  -Dit.test=ArchitecturePageIT,DocShellIT,PathStoryIT,PrebuiltControlPlaneIT,TranscriptsIT,TutorialIT,VerbRightsIT

tryout = KUBEBUILDER_ASSETS="$$(cat target/control-plane)" $(java) dev.goldenpath.tryout.TryOut

# CLUSTER=<context> takes a cluster of your kubeconfig instead: docs/make-run.md. DEBUG=5005 lets a
# debugger attach to the operator: docs/development.md.
run: tryout-cluster $(jar) $(classpath) ## Try it: a control plane, the operator and a service per tier, until Ctrl-C
	@$(tryout) run

smoke: tryout-cluster $(jar) $(classpath) ## The same, ending by itself: exit code 0 when every service is Ready
	@$(tryout) smoke

# BENCH_SERVICES and BENCH_STEPS choose how many and what: docs/scale.md.
bench: tryout-tools $(jar) $(classpath) ## Measure requests, time and memory with 200 services
	@$(java) dev.goldenpath.bench.Bench

# Plans are named in docs/faults.md.
export PLAN SEED SWEEP COUNT MINUTES
faults = $(java) dev.goldenpath.faults.Faults

faults: tryout-tools $(jar) $(classpath) ## Disturb the operator at exact requests: SEED=1, SWEEP=crash, PLAN=<name>
	@$(faults)

failovers: tryout-tools $(jar) $(classpath) ## End the leading replica at 100 writes
	@SWEEP=replicas COUNT=$${COUNT:-100} && export SWEEP COUNT && $(faults)

outages: tryout-tools $(jar) $(classpath) ## Take the API server away for five minutes, 32 times
	@SWEEP=outage COUNT=$${COUNT:-32} && export SWEEP COUNT && $(faults)

# What the image stands on. `scratch` needs no registry, and has no Java to run it with.
BASE ?= $(shell sed -nE 's:.*<image.base>(.*)</image.base>.*:\1:p' pom.xml)

image: ## Write target/image.tar, without Docker; BASE=scratch where there is no registry
	@rm -f target/image.tar
	@echo "base: $(BASE)"
	@mvn -B -q package jib:buildTar -DskipTests -Dspotless.check.skip -Dimage.base=$(BASE) || { \
	  echo "No image. If $(BASE) cannot be fetched, 'make image BASE=scratch' makes the layers without it."; \
	  exit 1; }
	@case $(BASE) in \
	  scratch) echo "target/image.tar: layers only. It has no Java and does not run." ;; \
	  *@sha256:*) echo "target/image.tar" ;; \
	  *) echo "target/image.tar: its base is a tag, which can move. A release names a digest: see docs/image.md." ;; \
	esac

plugin: ## Write target/kubectl-golden.tar.gz, the kubectl plugin, and a package with a Java runtime
	@mvn -B -q package -DskipTests -Dspotless.check.skip -Dcyclonedx.skip -Djib.skip
	@tools/plugin

startup: plugin $(classpath) ## Measure how long the plugin takes to start; STARTUP_RUNS=11
	@$(java) dev.goldenpath.bench.Startup

stops: tools ## Stop the operator at 30 random moments; `make test` does it at 5
	mvn -B verify -Dtest=CrdFreshTest -Dit.test=StopsIT -Dstops.rounds=30

hostile: tools ## Try every hostile input and flood; `make test` tries some
	mvn -B verify -Dtest=CrdFreshTest -Dit.test=HostileInputIT -Dhostile.inputs=.*

previews: tools ## Compare previews with what then happens, for every candidate; `make test` takes some
	mvn -B verify -Dtest=CrdFreshTest -Dit.test=PreviewTruthIT -Dpreview.every=1

scenarios: tools ## Run every alert scenario by Prometheus 2 and 3; `make test` runs every twelfth by both
	mvn -B test -Dtest=SloScenariosTest -Dscenarios.version2.every=1

rollouts: tools ## Kill or freeze the leader at 20 moments of rollouts to 60 services; refuse 150
	mvn -B verify -Dtest=CrdFreshTest -Dit.test='RolloutLeadershipIT,RolloutIT' \
	  -Drollout.moments=20 -Drollout.services=60 -Drollout.refused=150 \
	  -Drollout.lag=30 -Drollout.quiet=300

waits: controlplane ## Write a hatch and wait for it, 100 times; `make test` does it 10 times
	mvn -B verify -Dtest=CrdFreshTest -Dit.test=WaitIT -Dwait.runs=100

# The browser is Debian's; npm takes what the lock file names, and nothing of it is committed.
page: tryout-tools $(jar) $(classpath) ## Test the page of the plugin in Chromium, which is installed if missing
	@tools/browser/install
	@$(java) dev.goldenpath.page.PageCheck

# The last one is a screenshot of what `make page` tests.
pictures: tools $(jar) $(classpath) ## Draw the pictures of the documentation again
	@$(java) dev.goldenpath.pictures.Pictures
	@$(MAKE) page
	@cp target/page/demo.png docs/pictures/demo.png

clean: ## Delete what Maven built; the cache of tools stays
	mvn -B -q clean

$(jar): $(sources)
	@echo "Compiling the operator and the plugin with Maven, which downloads libraries the first time."
	@mvn -B -q package -DskipTests -Dspotless.check.skip -Dcyclonedx.skip -Djib.skip
	@touch $@

$(classpath): pom.xml
	@mvn -B -q dependency:build-classpath -Dmdep.outputFile=$@ -Dmdep.includeScope=test
	@touch $@
