// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "base/redactor.h"
#include "http/types.h"

namespace mlflow {

/// What an error of a call to MLflow means, finer than base::ErrorKind: decides what the exporter does (mlflow.md 10).
enum class Fault {
    Stopped, ///< by the person or the end of the program
    Unreachable, ///< no answer, or one that stopped early: whether it was stored is unknown
    LoginRefused, ///< 401
    NoPermission, ///< 403
    HostRefused, ///< 403 `Invalid Host header`: the server must allow its own name
    WrongAddress, ///< no MLflow there: HTML 404, 405, a redirect, a login page
    TooOld, ///< a version that cannot take traces
    NotThere, ///< RESOURCE_DOES_NOT_EXIST
    ExperimentDeleted,
    AlreadyExists,
    FeatureDisabled, ///< a workspace named to a server without workspaces
    Busy, ///< 408, 425, 429, 502, 503, 504: the database is locked, the disk full, a proxy in trouble
    ServerFault, ///< 500 and the like: a bug, or data that a column cannot hold
    BadData ///< any other 4xx
};

/// The error for an answer that is no success: MLflow's own words where it has some, what to do, and in `detail` its
/// error code. Bodies of 5xx hold SQL with the person's data, so only their code is kept.
base::Error refusal(const http::Head &head, const QByteArray &body, const QString &url, const base::Redactor &redactor);
/// An answer of status 2xx that is not what MLflow sends, such as the page of a login proxy.
base::Error notMlflow(const QString &url, const QString &detail);
base::Error tooOld(const QString &url, const QString &version);

Fault faultOf(const base::Error &error);

} // namespace mlflow
