# `make demo` and `make test` are all a newcomer needs; both install the missing Debian packages themselves.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# Headers of SQLite, libsystemd and libudev to build with; nothing else of the system is linked.
PACKAGES = libsqlite3-dev libsystemd-dev libudev-dev pkg-config
# What `make test` wants besides; tests that miss something say that they are skipped.
TEST_PACKAGES = fish logrotate python3-jsonschema systemd-container umockdev zsh
SOURCES = Package.swift Sources Tests
# What `make deb` and `make try-deb` want besides.
DEB_PACKAGES = dpkg-dev lintian
TRY_PACKAGES = debootstrap systemd-container
# Each function has a section of its own, so that what is never called is left out, and what a daemon runs lies together
# (packaging/function-order, used by Package.swift): the kernel keeps 64 KiB around each page in memory.
RELEASE = -c release --static-swift-stdlib -Xswiftc -Xfrontend -Xswiftc -function-sections

.DEFAULT_GOAL := help
.PHONY: help deps demo build release test lint format docs bench bench-peers fuzz simulate crash soak coverage tsan function-order install uninstall deb try-deb clean

help: ## shows this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-10s %s\n", $$1, $$2 }'

deps:
	@missing=""; for p in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" -eq 0 ]; then as=""; else as="sudo"; echo "sudo is used to install Debian packages."; fi; \
	  echo "Installing:$$missing"; \
	  $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; fi
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.2 or newer is needed: https://www.swift.org/install/linux/"; exit 1; }

demo: deps ## a fraud SMS arrives, is recognised and reported: on a simulated modem, in about 20 seconds
	$(SWIFT) build --product pelapor
	@"$$($(SWIFT) build --show-bin-path)/pelapor" demo

build: deps ## builds everything for development
	$(SWIFT) build

release: deps ## builds the program as it is installed
	$(SWIFT) build $(RELEASE) --product pelapor
	$(SWIFT) build $(RELEASE) --product manual-pages

# Tests with processes, ttys, sockets and threads in real time run one after the other, after the rest has run on all cores:
# beside those they would wait for minutes until it is their turn.
REAL_TIME = ^(DevicesTests|EndToEndTests|GatewayTests|ModemSimulatorTests|PackagingTests|SerialPortTests)\.

# One set of flags for both, so that the second finds the first one's objects.
lint test crash: export PELAPOR_WARNINGS_AS_ERRORS = 1

test: PACKAGES += $(TEST_PACKAGES)
test: deps ## runs every test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip '$(REAL_TIME)' && pure=0 || pure=1; \
	  $(SWIFT) test --skip-build --no-parallel --filter '$(REAL_TIME)' && exit $$pure

lint: deps ## checks the format of the sources and builds with warnings as errors
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	$(SWIFT) build --build-tests

format: ## formats the sources
	$(SWIFT) format --in-place --recursive $(SOURCES)

docs: deps ## writes the generated tables of docs/ anew
	UPDATE_DOCS=1 $(SWIFT) test --filter DocumentationTests

bench: release ## measures codec, spam core, store, and the gateway on a simulated modem
	$(SWIFT) build $(RELEASE) --product core-benchmark
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/core-benchmark"
	$(SWIFT) build $(RELEASE) --product gateway-benchmark
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/gateway-benchmark" \
	  --pelapor "$$($(SWIFT) build $(RELEASE) --show-bin-path)/pelapor"
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/gateway-benchmark" --store 1000000

PEERS = .build/peers
MESSAGES ?= 1000
bench-peers: release ## the same for gammu-smsd and smstools, unpacked into .build: MESSAGES=1000, half an hour
	Tests/Scripts/unpack-peers $(PEERS)
	$(SWIFT) build $(RELEASE) --product gateway-benchmark
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/gateway-benchmark" --messages $(MESSAGES) --peers $(PEERS) \
	  --pelapor "$$($(SWIFT) build $(RELEASE) --show-bin-path)/pelapor" | tee .build/peers.jsonl
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/gateway-benchmark" --plot .build/peers.jsonl >docs/performance.svg

TARGET ?= pdu
SECONDS ?= 60
fuzz: deps ## fuzzes TARGET=pdu|line|configuration|log|contacts|model for SECONDS=60 under the address sanitiser
	PELAPOR_FUZZING=1 $(SWIFT) build -c release --scratch-path .build-fuzz --product LibFuzzer \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
	mkdir -p .build-fuzz/found/$(TARGET)
	FUZZ_TARGET=$(TARGET) "$$(PELAPOR_FUZZING=1 $(SWIFT) build -c release --scratch-path .build-fuzz --show-bin-path)/LibFuzzer" \
	  -max_total_time=$(SECONDS) -timeout=10 -artifact_prefix=.build-fuzz/ .build-fuzz/found/$(TARGET) Tests/FuzzTests/Corpus/$(TARGET)

# The figures count although a test failed; what failed is in the output above them. `swift test` would keep the counts of its
# last run only.
COVERAGE = --enable-code-coverage --scratch-path .build-coverage
coverage: PACKAGES += $(TEST_PACKAGES)
coverage: deps ## runs every test and prints how much of each target of the program they reach
	$(SWIFT) build --build-tests $(COVERAGE)
	Tests/Scripts/coverage run '$(REAL_TIME)'
	@Tests/Scripts/coverage table

# What works on several threads; the rest is pure, and the simulation brings threads of its own, of which one runs at a time.
TSAN = ^GatewayTests\. ^StoreTests\. ^ModemSimulatorTests\. ^(DevicesTests|SerialPortTests)\.
tsan: deps ## looks for data races under the thread sanitiser
	$(SWIFT) build --build-tests --sanitize thread --scratch-path .build-tsan
	Tests/Scripts/tsan $(foreach filter,$(TSAN),'$(filter)')

# The simulation hooks into the concurrency runtime, which a program that it is a part of hides.
HOOKED = -c release --scratch-path .build-simulate
SEEDS ?= 10000
FROM ?= 1
simulate: deps ## runs SEEDS simulated lives of the gateway from seed FROM on, with every fault there is
	$(SWIFT) build $(HOOKED) --product gateway-simulator
	"$$($(SWIFT) build $(HOOKED) --show-bin-path)/gateway-simulator" $(SEEDS) $(FROM)

ROUNDS ?= 200
SEED ?= 1
crash: deps ## kills the real daemon ROUNDS=200 times at random moments, and cuts its power as often
	$(SWIFT) build --build-tests
	PELAPOR_CRASH_ROUNDS=$(ROUNDS) PELAPOR_CRASH_SEED=$(SEED) $(SWIFT) test --skip-build --filter EndToEndTests.*Crashes

# HOURS=… or MESSAGES=…; at twenty messages a second.
HOURS ?= 1
soak: release ## hours of traffic through a tty, HOURS=1 or MESSAGES=…: does anything grow that should not?
	$(SWIFT) build $(RELEASE) --product gateway-benchmark
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/gateway-benchmark" \
	  $(if $(filter-out file,$(origin MESSAGES)),--soak-messages $(MESSAGES),--soak-hours $(HOURS)) \
	  --pelapor "$$($(SWIFT) build $(RELEASE) --show-bin-path)/pelapor"

function-order: release ## writes packaging/function-order anew (valgrind, minutes): now and then, as the program changes
	Tests/Scripts/function-order "$$($(SWIFT) build $(RELEASE) --show-bin-path)/pelapor" >.build/function-order
	mv .build/function-order packaging/function-order
	rm -f "$$($(SWIFT) build $(RELEASE) --show-bin-path)/pelapor" # linked anew by the next release

install: release ## installs the program and its service (as root); PREFIX=/usr/local
	packaging/install-files "$$($(SWIFT) build $(RELEASE) --show-bin-path)" "$(DESTDIR)" "$(PREFIX)"
	@test -e "$(DESTDIR)/etc/pelapor/pelapor.yaml" || \
	  install -D -m 640 packaging/pelapor.yaml "$(DESTDIR)/etc/pelapor/pelapor.yaml"
	@if [ -z "$(DESTDIR)" ] && [ -d /run/systemd/system ]; then \
	  systemd-sysusers pelapor.conf && chgrp pelapor /etc/pelapor/pelapor.yaml && \
	  systemd-tmpfiles --create pelapor.conf && systemctl daemon-reload && journalctl --update-catalog; \
	  udevadm control --reload 2>/dev/null || true; fi
	@echo "Installed. Edit /etc/pelapor/pelapor.yaml, then: systemctl enable --now pelapor"

uninstall: ## removes what install put there; configuration and database stay
	-test -n "$(DESTDIR)" || systemctl disable --now pelapor
	packaging/uninstall-files "$(DESTDIR)" "$(PREFIX)"

# The same program and commit give the same package, octet for octet.
deb: PACKAGES += $(DEB_PACKAGES)
deb: release ## makes a Debian package in this folder: pelapor_VERSION_ARCHITECTURE.deb
	packaging/make-deb "$$($(SWIFT) build $(RELEASE) --show-bin-path)" "$(CURDIR)"

try-deb: PACKAGES += $(TRY_PACKAGES)
try-deb: deb ## tries the Debian package in a fresh Debian 12 folder, as root
	packaging/try-deb pelapor_*_$$(dpkg --print-architecture).deb

clean: ## removes what was built
	rm -rf .build .build-fuzz .build-coverage .build-simulate .build-tsan
