#!/bin/sh
JAVA_OPTS="-Xms256m -Xmx1024m -XX:MaxPermSize=256m"
export DB_PASSWORD=canary-old
exec java $JAVA_OPTS
