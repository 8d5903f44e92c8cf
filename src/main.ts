process.stdout.write(`${ARIS_VERSION}\n`);
