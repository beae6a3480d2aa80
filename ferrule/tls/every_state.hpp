// SPDX-License-Identifier: Apache-2.0 OR MIT
// All state classes: what a file needs that makes a HandshakeState.
#pragma once

#include "ferrule/tls/client/wait_certificate.hpp"
#include "ferrule/tls/client/wait_certificate_or_request.hpp"
#include "ferrule/tls/client/wait_certificate_verify.hpp"
#include "ferrule/tls/client/wait_encrypted_extensions.hpp"
#include "ferrule/tls/client/wait_finished.hpp"
#include "ferrule/tls/client/wait_server_hello.hpp"
#include "ferrule/tls/connected.hpp"
#include "ferrule/tls/server/recvd_client_hello.hpp"
#include "ferrule/tls/server/wait_certificate.hpp"
#include "ferrule/tls/server/wait_certificate_verify.hpp"
#include "ferrule/tls/server/wait_client_hello.hpp"
#include "ferrule/tls/server/wait_finished.hpp"
#include "ferrule/tls/server/wait_second_client_hello.hpp"
