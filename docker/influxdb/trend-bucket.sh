#!/bin/bash
# Run once by the image after its setup of the first bucket: the bucket of hourly trends, kept for ever.
set -eu
influx bucket create --org "$DOCKER_INFLUXDB_INIT_ORG" --name "${DOCKER_INFLUXDB_INIT_BUCKET}_trends" --retention 0
